package org.hospiconnect.idp.token.dmp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hospiconnect.idp.token.dmp.DmpExchangeRequest.Wanted;

/** Reads the parameters of a token exchange once, bounded, each at most once. */
final class DmpExchangeParameters {

    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final String AUDIENCE = "urn:dmp";

    /** The parameters we know, with their greatest length in characters. */
    private static final Map<String, Integer> SIZES = Map.ofEntries(
            Map.entry("subject_token", 8192),
            Map.entry("subject_token_type", 100),
            Map.entry("actor_token", 8192),
            Map.entry("actor_token_type", 100),
            Map.entry("requested_token_type", 100),
            Map.entry("audience", 100),
            Map.entry("resource", 1000),
            Map.entry("scope", 1000),
            Map.entry("patient_ins", 80),
            Map.entry("purpose_of_use", 40),
            Map.entry("access_reason", 500));

    private static final List<String> REQUIRED =
            List.of("subject_token", "subject_token_type", "audience", "patient_ins", "purpose_of_use");

    private final boolean testIns;

    /** @param testIns accept patients of the national test range */
    DmpExchangeParameters(boolean testIns) {
        this.testIns = testIns;
    }

    Checked<DmpExchangeRequest> read(TokenExchangeAuthentication request) {
        Map<String, List<String>> given = request.parameters();
        return Stream.of(
                        request.isInAddress()
                                ? Optional.of(DmpRefusal.PARAMETER_IN_ADDRESS)
                                : Optional.<DmpRefusal>empty(),
                        shape(given),
                        unsupported(given))
                .flatMap(Optional::stream)
                .findFirst()
                .<Checked<DmpExchangeRequest>>map(Checked.Refused::new)
                .orElseGet(() -> typed(given));
    }

    /** RFC 6749 §3.2: no parameter more than once, and none without a value. */
    private static Optional<DmpRefusal> shape(Map<String, List<String>> given) {
        if (given.values().stream().anyMatch(values -> values.size() > 1)) {
            return Optional.of(DmpRefusal.PARAMETER_DOUBLED);
        }
        if (SIZES.keySet().stream()
                .anyMatch(name -> one(given, name).filter(String::isBlank).isPresent())) {
            return Optional.of(DmpRefusal.PARAMETER_EMPTY);
        }
        if (SIZES.entrySet().stream()
                .anyMatch(size -> one(given, size.getKey()).orElse("").length() > size.getValue())) {
            return Optional.of(DmpRefusal.PARAMETER_OVERSIZED);
        }
        return REQUIRED.stream().allMatch(given::containsKey)
                ? Optional.empty()
                : Optional.of(DmpRefusal.PARAMETER_MISSING);
    }

    private static Optional<DmpRefusal> unsupported(Map<String, List<String>> given) {
        if (!one(given, "subject_token_type").equals(Optional.of(ACCESS_TOKEN))) {
            return Optional.of(DmpRefusal.SUBJECT_TOKEN_TYPE_NOT_SUPPORTED);
        }
        if (given.containsKey("actor_token") || given.containsKey("actor_token_type")) {
            return Optional.of(DmpRefusal.ACTOR_TOKEN_NOT_SUPPORTED);
        }
        if (given.containsKey("resource")) {
            return Optional.of(DmpRefusal.RESOURCE_NOT_SUPPORTED);
        }
        if (given.containsKey("scope")) {
            return Optional.of(DmpRefusal.SCOPE_NOT_SUPPORTED);
        }
        return one(given, "audience").equals(Optional.of(AUDIENCE))
                ? Optional.empty()
                : Optional.of(DmpRefusal.AUDIENCE_NOT_ALLOWED);
    }

    private Checked<DmpExchangeRequest> typed(Map<String, List<String>> given) {
        // RFC 8693 §2.1: unspecified, the type is ours to choose
        Optional<Wanted> wanted =
                one(given, "requested_token_type").map(Wanted::ofType).orElseGet(() -> Optional.of(Wanted.CONTEXT));
        if (wanted.isEmpty()) {
            return new Checked.Refused<>(DmpRefusal.REQUESTED_TYPE_NOT_SUPPORTED);
        }
        String subjectToken = one(given, "subject_token").orElseThrow();
        return dmp(given).then(dmp -> new Checked.Passed<>(new DmpExchangeRequest(subjectToken, wanted.get(), dmp)));
    }

    private Checked<DmpRequest> dmp(Map<String, List<String>> given) {
        Optional<PatientIns> patient = one(given, "patient_ins").flatMap(PatientIns::parse);
        Optional<PurposeOfUse> purpose = one(given, "purpose_of_use").flatMap(PurposeOfUse::ofCode);
        // a form may send several lines; the attribute has one
        Optional<String> reason = one(given, "access_reason")
                .map(text -> text.replaceAll("[\\t\\r\\n]+", " ").strip());
        if (patient.isEmpty()) {
            return new Checked.Refused<>(DmpRefusal.MALFORMED_INS);
        }
        if (patient.get().authority() == PatientIns.Authority.TEST && !testIns) {
            return new Checked.Refused<>(DmpRefusal.TEST_INS);
        }
        if (purpose.isEmpty()) {
            return new Checked.Refused<>(DmpRefusal.UNKNOWN_PURPOSE);
        }
        if (reason.filter(text -> !SamlElement.carries(text)).isPresent()) {
            return new Checked.Refused<>(DmpRefusal.MALFORMED_REASON);
        }
        return new Checked.Passed<>(new DmpRequest(patient.get(), purpose.get(), reason));
    }

    private static Optional<String> one(Map<String, List<String>> given, String name) {
        return Optional.ofNullable(given.get(name)).map(List::getFirst);
    }
}
