package org.hospiconnect.dpi.logout;

import java.util.List;
import java.util.Map;
import org.hospiconnect.dpi.logout.LogoutTokens.Reading;
import org.hospiconnect.dpi.signin.SignedInSessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the identity provider says that a session has ended (Back-Channel Logout 1.0 §2.5, §2.8). */
@RestController
class BackChannelController {

    private static final Logger log = LoggerFactory.getLogger(BackChannelController.class);

    private final LogoutTokens tokens;
    private final SignedInSessions sessions;

    BackChannelController(LogoutTokens tokens, SignedInSessions sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @PostMapping(path = BackChannelSecurity.ADDRESS, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Map<String, String>> end(@RequestParam(name = "logout_token", defaultValue = "") List<String> sent) {
        return sent.size() == 1 ? answer(tokens.read(sent.getFirst())) : refused("one logout_token");
    }

    private ResponseEntity<Map<String, String>> answer(Reading reading) {
        return switch (reading) {
            case Reading.Good(var ending) -> {
                int ended = sessions.end(ending);
                log.atInfo().addKeyValue("ended", ended).log("logout token");
                yield of(HttpStatus.OK).body(Map.of());
            }
            case Reading.Refused(var of) -> refused(of);
            case Reading.NotNow _ ->
                of(HttpStatus.SERVICE_UNAVAILABLE).body(Map.of("error", "temporarily_unavailable"));
        };
    }

    private static ResponseEntity<Map<String, String>> refused(String of) {
        log.atWarn().addKeyValue("check", of).log("logout token refused");
        return of(HttpStatus.BAD_REQUEST).body(Map.of("error", "invalid_request", "error_description", of));
    }

    private static ResponseEntity.BodyBuilder of(HttpStatus status) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON); // whatever Accept says
    }
}
