package org.hospiconnect.idp.authenticator;

import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** The answer to a page that asks for challenges too often: a sentence that the page shows. */
public final class TooManyChallenges {

    private static final JsonMapper JSON = new JsonMapper();

    private TooManyChallenges() {}

    public static ResponseEntity<String> answer(MessageSource words, String reference) {
        String sentence = words.getMessage(
                "layout.too-many.challenges", new Object[] {reference}, LocaleContextHolder.getLocale());
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .contentType(MediaType.APPLICATION_JSON)
                .body(JSON.writeValueAsString(Map.of("sentence", sentence)));
    }
}
