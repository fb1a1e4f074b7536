package org.hospiconnect.idp;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** French first, English beside it: {@code ?lang=en} is remembered; else the browser's language. */
@Configuration(proxyBeanMethods = false)
class Words implements WebMvcConfigurer {

    Words() {}

    @Bean
    MessageSource messageSource() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/layout", "messages/signin", "messages/enrolment", "messages/token");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setDefaultLocale(Locale.FRENCH);
        return messages;
    }

    @Bean
    LocaleResolver localeResolver() {
        var resolver = new CookieLocaleResolver("hc_lang");
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        resolver.setDefaultLocaleFunction(request -> supported(request.getLocale()));
        return resolver;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var change = new LocaleChangeInterceptor();
        change.setParamName("lang");
        change.setIgnoreInvalidLocale(true);
        registry.addInterceptor(change);
    }

    private static Locale supported(Locale asked) {
        return asked.getLanguage().equals("en") ? Locale.ENGLISH : Locale.FRENCH;
    }

    /** What every page shows. */
    @ControllerAdvice
    static class OnEveryPage {

        private final PageSettings settings;

        OnEveryPage(PageSettings settings) {
            this.settings = settings;
        }

        @ModelAttribute("hospital")
        String hospital() {
            return settings.hospital();
        }
    }
}
