package org.hospiconnect.dpi.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.dpi.chart.Patients;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an application of the hospital may ask with the person's RFC 9068 access token. */
@RestController
class ApiController {

    private final Patients patients;

    ApiController(Patients patients) {
        this.patients = patients;
    }

    /** Whom the token speaks of, as this resource server understood it. */
    @GetMapping("/api/me")
    Map<String, Object> me(@AuthenticationPrincipal Jwt token) {
        return Map.of(
                "sub", token.getSubject(),
                "client_id", token.getClaimAsString("client_id"),
                "acr", Optional.ofNullable(token.getClaimAsString("acr")).orElse(""));
    }

    @GetMapping("/api/patients")
    List<Line> patients() {
        return patients.all().stream()
                .map(patient -> new Line(patient.ipp(), patient.stay().ward()))
                .toList();
    }

    record Line(String ipp, String ward) {}
}
