"use strict";
// The axis of time above the timeline, and canvases as large as the screen has pixels for.

const AXIS_HEIGHT = 18;

function fitCanvas(canvas, width, height, ratio) {
    canvas.style.width = `${width}px`;
    const wanted = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
    if (canvas.width !== wanted[0]) canvas.width = wanted[0];
    if (canvas.height !== wanted[1]) canvas.height = wanted[1];
}

function paintAxis(canvas, width, range, ratio, ink) {
    fitCanvas(canvas, width, AXIS_HEIGHT, ratio);
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, AXIS_HEIGHT);
    context.fillStyle = ink;
    context.font = `11px ${getComputedStyle(document.body).fontFamily}`;
    const step = tickStep(range.span, width);
    for (let time = Math.ceil(range.from / step) * step; time <= range.to; time += step) {
        const x = ((time - range.from) / range.span) * width;
        context.fillRect(Math.floor(x), 13, 1, 5);
        context.textAlign = x < 30 ? "left" : x > width - 30 ? "right" : "center";
        context.fillText(clock(time, step), x, 10);
    }
}
