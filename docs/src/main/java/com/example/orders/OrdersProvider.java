package com.example.orders;

import dev.headrace.spi.Auth;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Pages;

public final class OrdersProvider implements ConnectorProvider {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("orders", "1.0.0", "Orders of a shop");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty().baseUrl("https://shop.example").secret("token", "Made at /account/tokens");
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return config.has("token") ? Auth.bearer(config.secret("token")) : Auth.none();
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return Pages.link().connector("orders", "/orders", "", "id").incremental("since", "updated_at");
    }
}
