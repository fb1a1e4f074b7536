package org.hospiconnect.simulator.dmp;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The roles that a VIHF may carry: JDV_J65 by code system, and which second role goes with the first (§2.4). */
final class Roles {

    private static final String NAME = "urn:oasis:names:tc:xacml:2.0:subject:role";

    /** TRE_G15, professions. */
    private static final String PROFESSION = "1.2.250.1.71.1.2.7";

    /** TRE_G16, professions in training. */
    private static final String IN_TRAINING = "1.2.250.1.71.1.2.8";

    /** TRE_R01, savoir-faire. */
    private static final String SAVOIR_FAIRE = "1.2.250.1.71.4.2.5";

    /** TRE_G05, sections of the Order of pharmacists. */
    private static final String PHARMACIST_SECTION = "1.2.250.1.71.4.2.6";

    private static final Set<String> PROFESSIONS = Set.of(
            "10", "21", "26", "28", "31", "32", "35", "36", "37", "38", "39", "40", "50", "60", "69", "70", "80", "81",
            "82", "83", "84", "85", "86", "91", "92", "94", "95", "96", "98");
    private static final Set<String> PROFESSIONS_IN_TRAINING = Set.of("10", "21", "40", "50");
    private static final Set<String> SECTIONS =
            Set.of("A", "B", "C", "D", "DA", "DM", "E", "EA", "EB", "EC", "ED", "EG", "EH", "G", "H", "M");
    private static final Pattern SAVOIR_FAIRE_CODE = Pattern.compile("(SM|SCH|SCD|CEX|PAC|C|CAPA|DSM|FQ)[0-9]{2,3}");

    private Roles() {}

    static Optional<Refusal> flaw(Vihf vihf) {
        var values = vihf.attributes().getOrDefault(NAME, List.of());
        if (values.isEmpty()) {
            return Optional.of(Flaw.MISSING.because(NAME));
        }
        var roles = values.stream()
                .map(value -> CodedElement.read(value, "Role"))
                .flatMap(Optional::stream)
                .toList();
        if (roles.size() != values.size() || roles.size() > 2) {
            return Optional.of(Flaw.ROLE.because("attendu un ou deux éléments Role de type CE"));
        }
        return first(roles.getFirst()).or(() -> second(roles));
    }

    private static Optional<Refusal> first(CodedElement role) {
        boolean known = switch (role.system()) {
            case PROFESSION -> PROFESSIONS.contains(role.code());
            case IN_TRAINING -> PROFESSIONS_IN_TRAINING.contains(role.code());
            default -> false;
        };
        return known
                ? Optional.empty()
                : Optional.of(Flaw.ROLE.because("premier rôle " + role.code() + "^" + role.system()));
    }

    private static Optional<Refusal> second(List<CodedElement> roles) {
        boolean isPhysician = roles.getFirst().equals(new CodedElement("10", PROFESSION));
        boolean isPharmacist = roles.getFirst().equals(new CodedElement("21", PROFESSION));
        if (roles.size() == 1) {
            return isPhysician
                    ? Optional.of(Flaw.ROLE.because("un médecin porte toujours un savoir-faire"))
                    : Optional.empty();
        }
        var second = roles.get(1);
        boolean right = switch (second.system()) {
            case SAVOIR_FAIRE ->
                isPhysician && SAVOIR_FAIRE_CODE.matcher(second.code()).matches();
            case PHARMACIST_SECTION -> isPharmacist && SECTIONS.contains(second.code());
            default -> false;
        };
        return right
                ? Optional.empty()
                : Optional.of(Flaw.ROLE.because("second rôle " + second.code() + "^" + second.system()));
    }
}
