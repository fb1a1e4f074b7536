package org.hospiconnect.idp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.value.WishedLanguage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/**
 * French first, English beside it: what the application wishes ({@code ui_locales}), else what the browser remembers of
 * {@code ?lang=en}, else the language that it prefers of the two. Whoever presses {@code ?lang=} has the last word.
 */
@Configuration(proxyBeanMethods = false)
class Words implements WebMvcConfigurer {

    private static final String LANGUAGE = "lang";

    Words() {}

    @Bean
    MessageSource messageSource() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames(
                "messages/layout",
                "messages/signin",
                "messages/enrolment",
                "messages/account",
                "messages/token",
                "messages/assurance",
                "messages/workstation");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setDefaultLocale(Locale.FRENCH);
        return messages;
    }

    @Bean
    LocaleResolver localeResolver(SessionCookie cookies) {
        return new Remembered(cookies);
    }

    /** In a cookie under the rules of all our cookies; a language that we don't speak changes nothing. */
    private record Remembered(SessionCookie cookies) implements LocaleResolver {

        private static final String COOKIE = "hc_lang";
        private static final String CHANGED = Remembered.class.getName();
        private static final Duration KEPT = Duration.ofDays(365);

        @Override
        public Locale resolveLocale(HttpServletRequest request) {
            return request.getAttribute(CHANGED) instanceof Locale changed
                    ? changed
                    : wished(request)
                            .or(() -> cookies.read(request, COOKIE).flatMap(Words::spoken))
                            .orElseGet(() -> browsers(request));
        }

        @Override
        public void setLocale(
                HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
            Optional<Locale> spoken = Optional.ofNullable(locale).flatMap(wanted -> spoken(wanted.getLanguage()));
            if (spoken.isPresent() && response != null) {
                request.setAttribute(CHANGED, spoken.get());
                cookies.write(response, COOKIE, spoken.get().getLanguage(), KEPT);
            }
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var change = new LocaleChangeInterceptor();
        change.setParamName(LANGUAGE);
        change.setIgnoreInvalidLocale(true);
        registry.addInterceptor(change);
    }

    private static Optional<Locale> wished(HttpServletRequest request) {
        if (request.getAttribute(WishedLanguage.ATTRIBUTE) instanceof String ofTheSignIn) {
            return spoken(ofTheSignIn);
        }
        String tags = Optional.ofNullable(request.getParameter("ui_locales")).orElse("");
        return Arrays.stream(tags.split(" ", 10))
                .flatMap(tag -> spoken(tag.split("-", 2)[0]).stream())
                .findFirst();
    }

    private static Optional<Locale> spoken(String language) {
        return Optional.of(language).filter(List.of("fr", "en")::contains).map(Locale::of);
    }

    // Without the header, the language would be the machine's.
    private static Locale browsers(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return Locale.FRENCH;
        }
        return Collections.list(request.getLocales()).stream()
                .flatMap(preferred -> spoken(preferred.getLanguage()).stream())
                .findFirst()
                .orElse(Locale.FRENCH);
    }

    /** What every page shows. */
    @ControllerAdvice
    static class OnEveryPage {

        private final PageSettings settings;
        private final ErrorReferences errors;

        OnEveryPage(PageSettings settings, ErrorReferences errors) {
            this.settings = settings;
            this.errors = errors;
        }

        /** Where the link to the other language leads: the same page once more; a page that a link can't show says its own. */
        @ModelAttribute("here")
        String here(HttpServletRequest request) {
            return ErrorShownAgain.isNeeded(request)
                    ? ErrorShownAgain.address(request, errors.reference(new ServletWebRequest(request)))
                    : again(request.getQueryString());
        }

        // Relative to where the browser is: a path like //elsewhere would lead there.
        private static String again(@Nullable String query) {
            String kept = Arrays.stream(Optional.ofNullable(query).orElse("").split("&"))
                    .filter(member -> !member.isEmpty() && !member.startsWith(LANGUAGE + "="))
                    .collect(Collectors.joining("&"));
            return kept.isEmpty() ? "" : "?" + kept;
        }

        @ModelAttribute("hospital")
        String hospital() {
            return settings.hospital();
        }
    }
}
