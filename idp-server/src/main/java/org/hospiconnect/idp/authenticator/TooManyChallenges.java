package org.hospiconnect.idp.authenticator;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.hospiconnect.idp.value.TooMany;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** The answer to a page that asks for challenges too often: a sentence that the page shows. */
public final class TooManyChallenges {

    private static final JsonMapper JSON = new JsonMapper();

    private TooManyChallenges() {}

    /** To a form whose answer was refused: 403, 429 where the reason is a limit, 503 where it is a rush. */
    public static void tell(HttpServletResponse response, RefusalReason reason) {
        switch (reason) {
            case TOO_MANY_ATTEMPTS -> TooMany.tell(response, CeremonyLimits.MINUTE);
            case BUSY -> {
                response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                response.setHeader(TooMany.AGAIN, "2");
            }
            default -> response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    public static ResponseEntity<String> answer(MessageSource words, String reference) {
        String sentence = words.getMessage(
                "layout.too-many.challenges", new Object[] {reference}, LocaleContextHolder.getLocale());
        return ResponseEntity.status(TooMany.STATUS)
                .header(TooMany.AGAIN, Long.toString(CeremonyLimits.MINUTE.toSeconds()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(JSON.writeValueAsString(Map.of("sentence", sentence)));
    }
}
