"use strict";
// Three charts over the same span of time as the timeline: sent, under way, waiting; and the choice of what to read them against.

class Load {
    constructor(run, series, range, section) {
        this.series = series;
        this.range = range;
        this.choices = loadChoices(run);
        this.charts = [];
        this.section = section;
        this.#build(firstChoice(run, this.choices));
        range.onChange(() => this.charts.forEach((chart) => chart.follow()));
        range.onPoint((time, speaker) => this.charts.filter((chart) => chart !== speaker).forEach((chart) => chart.point(time)));
        this.draw();
    }

    #build(first) {
        const options = this.choices.map((choice, at) =>
            element("option", { value: at, selected: at === first }, choice.budget ? `${choice.budget.name}: ${choice.text}` : choice.text),
        );
        this.choose = element("select", { id: "load-choice" }, options);
        this.choose.addEventListener("change", () => this.draw());
        this.list = element("div", { class: "charts" });
        this.section.append(
            element("p", { class: "filter" }, element("label", { for: "load-choice" }, "Against "), this.choose),
            this.list,
        );
    }

    /** Again from the beginning: for another choice, other colours or another width. */
    draw() {
        this.charts.forEach((chart) => chart.destroy());
        this.list.replaceChildren();
        const width = this.list.clientWidth;
        this.charts = chartsOf(this.choices[this.choose.value], this.series).map(
            (chart) => new Chart(chart, this.series.stepMs, this.range, this.list, width),
        );
    }
}

function showLoad(run, exchanges, range, section) {
    const series = seriesOf(run, exchanges, range.whole);
    const sent = Object.values(series?.sent ?? {});
    if (!sent.some((values) => values.length)) {
        section.append(nothing("Nothing was sent, so there is no load to show."));
        return undefined;
    }
    return new Load(run, series, range, section);
}
