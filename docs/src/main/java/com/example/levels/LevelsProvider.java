package com.example.levels;

import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.Pages;
import dev.headrace.spi.SimpleProvider;

public final class LevelsProvider extends SimpleProvider {
    public LevelsProvider() {
        super(
                ConnectorInfo.of("levels", "1.0.0", "Water levels of a river"),
                "https://levels.example",
                () -> Pages.none().connector("gauges", "/gauges", "/items", "id"));
    }
}
