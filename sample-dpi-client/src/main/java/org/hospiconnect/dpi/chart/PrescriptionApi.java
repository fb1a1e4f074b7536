package org.hospiconnect.dpi.chart;

import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.hospiconnect.dpi.DpiSettings;
import org.hospiconnect.dpi.signin.Accounts;
import org.hospiconnect.dpi.signin.Proof;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Controlled drugs, for applications: an order is put, then signed. Its signature needs a proof of the same person that is strong,
 * and younger than the order; a token that does not carry one is answered with what to ask for (RFC 9470).
 */
@RestController
@RequestMapping("/api/patients/{ipp}/stupefiant")
class PrescriptionApi {

    private final Patients patients;
    private final PendingOrders orders;
    private final Prescriptions prescriptions;
    private final Accounts accounts;
    private final DpiSettings settings;
    private final Clock clock;

    PrescriptionApi(
            Patients patients,
            PendingOrders orders,
            Prescriptions prescriptions,
            Accounts accounts,
            DpiSettings settings,
            Clock clock) {
        this.patients = patients;
        this.orders = orders;
        this.prescriptions = prescriptions;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    @PutMapping
    ResponseEntity<Map<String, List<String>>> order(
            @PathVariable String ipp, @RequestBody PrescriptionForm form, @AuthenticationPrincipal Jwt token) {
        prescriber(token);
        var patient = patients.find(ipp).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!form.faults().isEmpty()) {
            return ResponseEntity.badRequest().body(Map.of("faults", form.faults()));
        }
        var asked = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        orders.put(new PrescriptionDraft(patient.ipp(), form, Proof.of(token).subject(), asked));
        return ResponseEntity.created(URI.create("/api/patients/" + patient.ipp() + "/stupefiant/signature"))
                .build();
    }

    /** May this token sign it now? */
    @GetMapping("/signature")
    ResponseEntity<Void> maySign(
            @PathVariable String ipp,
            @AuthenticationPrincipal Jwt token,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String scheme) {
        prescriber(token);
        return isProved(waiting(ipp, token), token) ? ResponseEntity.noContent().build() : challenge(scheme, token);
    }

    @PostMapping("/signature")
    ResponseEntity<Void> sign(
            @PathVariable String ipp,
            @AuthenticationPrincipal Jwt token,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String scheme) {
        String prescriber = prescriber(token);
        var order = waiting(ipp, token);
        if (!isProved(order, token)) {
            return challenge(scheme, token);
        }
        if (!orders.remove(order)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        prescriptions.add(
                ipp, new Prescription(order.form(), prescriber, Proof.of(token).at(), clock.instant()));
        return ResponseEntity.status(HttpStatus.CREATED).build();
    }

    /** An order is the affair of who put it: for anybody else there is none. */
    private PrescriptionDraft waiting(String ipp, Jwt token) {
        return orders.find(Proof.of(token).subject(), ipp)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String prescriber(Jwt token) {
        return accounts.nameOf(Proof.of(token).subject())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    }

    private boolean isProved(PrescriptionDraft order, Jwt token) {
        return FreshProof.of(order, Proof.of(token), clock.instant(), settings.proofLife()) == FreshProof.GOOD;
    }

    // RFC 9470 §3; a proof that is younger than the order is one that is given now
    private static ResponseEntity<Void> challenge(String authorization, Jwt token) {
        String scheme = authorization.regionMatches(true, 0, "DPoP ", 0, 5) ? "DPoP" : "Bearer";
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        scheme + " error=\"insufficient_user_authentication\", "
                                + "error_description=\"a fresh and strong proof of the prescriber is needed\", "
                                + "acr_values=\"" + Proof.substantialLike(token) + "\", max_age=\"0\"")
                .build();
    }
}
