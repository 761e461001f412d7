package com.example.rivers;

import dev.headrace.spi.Auth;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Limit;
import dev.headrace.spi.Pages;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Water levels of rivers, without fault. {@link Faults} has those that change one method each. */
public class Rivers implements ConnectorProvider {
    private record Running(Rivers rivers, List<String> names) implements Connector {
        @Override
        public Step plan(Cursors cursors) {
            Step step = Step.empty();
            names.forEach(name -> step.then(rivers.river(name)));
            return step;
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return rivers.collect(item, context);
        }
    }

    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("rivers", "1.0.0", "Water levels of rivers");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl("https://rivers.example")
                .secret("token", "Made at /account/tokens")
                .required("rivers", ConfigSpec.Type.STRING_LIST, "Which rivers to collect")
                .optional("datum", ConfigSpec.Type.STRING, "0", "What the levels are counted from");
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return config.has("token") ? Auth.bearer(config.secret("token")) : Auth.none();
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return List.of(Limit.named("rivers").window(600, Duration.ofMinutes(1)).concurrency(8));
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return new Running(this, config.strings("rivers"));
    }

    WorkItem river(String name) {
        return WorkItem.of("levels").with(Pages.URL, "/rivers/" + name + "/levels");
    }

    CompletionStage<Step> collect(WorkItem item, StepContext context) {
        return context.http().send(call(item)).thenApply(reply -> page(item, reply));
    }

    HttpCall call(WorkItem item) {
        return HttpCall.get(item.arg(Pages.URL));
    }

    Step page(WorkItem item, HttpReply reply) {
        return Pages.link().step(item, reply, "levels", "", "id");
    }
}
