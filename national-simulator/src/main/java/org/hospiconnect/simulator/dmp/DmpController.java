package org.hospiconnect.simulator.dmp;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /si-dmp-server/v2/services/registry}: SOAP 1.2 over TLS with the structure's ORG AUTH_CLI certificate. */
@Controller
class DmpController {

    private static final Logger log = LoggerFactory.getLogger(DmpController.class);
    private static final MediaType SOAP = MediaType.parseMediaType("application/soap+xml;charset=UTF-8");
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final DmpReceiver receiver;
    private final DmpSwitch misbehaviour;
    private final DmpSettings settings;

    DmpController(DmpReceiver receiver, DmpSwitch misbehaviour, DmpSettings settings) {
        this.receiver = receiver;
        this.misbehaviour = misbehaviour;
        this.settings = settings;
    }

    @PostMapping("/si-dmp-server/v2/services/registry")
    ResponseEntity<String> registry(HttpServletRequest request) throws IOException {
        return switch (misbehaviour.mode()) {
            case NORMAL -> judged(request);
            case SLOW -> {
                hold(settings.slowness());
                yield judged(request);
            }
            case SILENT -> {
                hold(settings.silence());
                yield ResponseEntity.status(HttpStatus.GATEWAY_TIMEOUT).build();
            }
            case FAULT -> soap(HttpStatus.INTERNAL_SERVER_ERROR, SoapAnswers.unavailable());
            case GARBAGE ->
                ResponseEntity.ok()
                        .contentType(MediaType.TEXT_HTML)
                        .body("<html><p>Portail captif de l'H\u00f4tel</html");
        };
    }

    private ResponseEntity<String> judged(HttpServletRequest request) throws IOException {
        return switch (read(request).then(message -> receiver.receive(message, certificates(request)))) {
            case Reading.Read<DmpReceiver.Answer>(var answer) -> {
                log.atInfo().addKeyValue("documents", answer.documents().size()).log("DMP opened");
                yield soap(HttpStatus.OK, SoapAnswers.documents(answer));
            }
            case Reading.Refused<DmpReceiver.Answer>(var why) -> {
                log.atInfo().addKeyValue("flaw", why.flaw().subcode()).log("DMP refused");
                yield soap(HttpStatus.BAD_REQUEST, SoapAnswers.fault(why));
            }
        };
    }

    /** One byte more than the bound tells a message that is too long from one that fits exactly. */
    private Reading<byte[]> read(HttpServletRequest request) throws IOException {
        int bound = Math.toIntExact(settings.greatestMessage().toBytes());
        byte[] message = request.getInputStream().readNBytes(bound + 1);
        return message.length > bound
                ? Reading.refused(Flaw.MESSAGE_TOO_LARGE, "plus de " + bound + " octets")
                : new Reading.Read<>(message);
    }

    private static List<X509Certificate> certificates(HttpServletRequest request) {
        if (request.getAttribute(CERTIFICATES) instanceof X509Certificate[] presented && presented.length > 0) {
            return List.of(presented);
        }
        throw new IllegalStateException("the TLS listener let a connection through without a certificate");
    }

    private static ResponseEntity<String> soap(HttpStatus status, String envelope) {
        return ResponseEntity.status(status).contentType(SOAP).body(envelope);
    }

    private static void hold(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
