package org.hospiconnect.idp;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * A setting of ours that no settings record reads stops the start: a misspelt one would be believed to hold. Each record refuses
 * what it doesn't know under its own prefix; this finds what is under none. The process's environment is left out, as there.
 */
class UnknownSettings implements BeanFactoryPostProcessor {

    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("hospiconnect");
    private static final ConfigurationPropertyName READ_BY_NAME =
            ConfigurationPropertyName.of(ProductionRefusals.EMBEDDED);

    private final Environment settings;

    UnknownSettings(Environment settings) {
        this.settings = settings;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        List<ConfigurationPropertyName> known = Stream.of(
                        beans.getBeanNamesForAnnotation(ConfigurationProperties.class))
                .map(bean -> beans.findAnnotationOnBean(bean, ConfigurationProperties.class, false))
                .filter(Objects::nonNull)
                .map(ConfigurationProperties::prefix)
                .map(ConfigurationPropertyName::of)
                .toList();
        List<String> unknown = unknown(known);
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("unknown settings: " + unknown);
        }
    }

    private List<String> unknown(List<ConfigurationPropertyName> known) {
        var filter = new UnboundElementsSourceFilter();
        return StreamSupport.stream(ConfigurationPropertySources.get(settings).spliterator(), false)
                .filter(filter::apply)
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .flatMap(source -> ((IterableConfigurationPropertySource) source).stream())
                .filter(OURS::isAncestorOf)
                .filter(name -> !name.equals(READ_BY_NAME))
                .filter(name -> known.stream().noneMatch(prefix -> prefix.equals(name) || prefix.isAncestorOf(name)))
                .map(ConfigurationPropertyName::toString)
                .distinct()
                .sorted()
                .toList();
    }
}
