package org.hospiconnect.journeys;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One running demo and one Chromium for all classes that ask for them; both end with the last test. */
final class InTheDemo implements ParameterResolver {

    private static final Namespace OURS = Namespace.create(InTheDemo.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningDemo.class || type == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var kept = context.getRoot().getStore(OURS);
        return parameter.getParameter().getType() == RunningDemo.class
                ? kept.computeIfAbsent(RunningDemo.class, _ -> new RunningDemo())
                : kept.computeIfAbsent(Chromium.class, _ -> new Chromium());
    }
}
