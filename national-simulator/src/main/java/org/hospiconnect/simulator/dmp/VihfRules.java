package org.hospiconnect.simulator.dmp;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.springframework.stereotype.Component;

/** What the DMP demands of a VIHF, in the order of dmp-and-dpi-tokens.md §2.1 and §2.2; the first flaw answers. */
@Component
class VihfRules {

    private static final List<String> MANDATORY = List.of(
            "VIHF_Version",
            "Authentification_Mode",
            "Identifiant_Structure",
            "Secteur_Activite",
            "urn:oasis:names:tc:xspa:1.0:subject:subject-id",
            "urn:oasis:names:tc:xacml:2.0:resource:resource-id",
            "Ressource_URN",
            "LPS_Nom",
            "LPS_ID_HOMOLOGATION_DMP");

    /** PS_IdNat by prefix: ADELI, employee of a structure, RPPS. */
    private static final Pattern PS_IDNAT =
            Pattern.compile("0[0-9A-Z]{9}|[13456][0-9A-Z]{9,14}/[0-9A-Za-z]{1,20}|8[0-9]{11}");

    private static final Pattern STRUCT_IDNAT = Pattern.compile("1[0-9A-Z]{9}|2[0-9]{9}|3[0-9]{14}|4[0-9]{14}");
    private static final Pattern SECTOR = Pattern.compile("SA[0-9]{2}\\^1\\.2\\.250\\.1\\.71\\.4\\.2\\.4");
    private static final String CLASSES = "urn:oasis:names:tc:SAML:2.0:ac:classes:";

    private final DmpSettings settings;

    VihfRules(DmpSettings settings) {
        this.settings = settings;
    }

    Optional<Refusal> firstFlaw(Presented presented) {
        return Stream.<Rule>of(
                        this::issuerIsTheSeal,
                        this::timesHold,
                        VihfRules::noAudience,
                        VihfRules::nameIdIsNational,
                        VihfRules::mandatoryAttributes,
                        this::authenticationAllowsReading,
                        VihfRules::formats,
                        VihfRules::oneStructure,
                        about -> Roles.flaw(about.vihf()),
                        about -> Purpose.flaw(about.vihf()))
                .map(rule -> rule.flaw(presented))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private interface Rule {
        Optional<Refusal> flaw(Presented presented);
    }

    /** The samples write the name in the certificate's order, RFC 2253 in the reverse: both name the same subject. */
    private Optional<Refusal> issuerIsTheSeal(Presented presented) {
        try {
            var subject =
                    new LdapName(presented.seal().getSubjectX500Principal().getName()).getRdns();
            var issuer = new LdapName(presented.vihf().issuer()).getRdns();
            return refuseUnless(issuer.equals(subject) || issuer.reversed().equals(subject), Flaw.ISSUER, "Issuer");
        } catch (InvalidNameException malformed) {
            return Optional.of(Flaw.ISSUER.because("Issuer n'est pas un nom distinctif"));
        }
    }

    private Optional<Refusal> timesHold(Presented presented) {
        var now = presented.now();
        var late = now.plus(settings.skew());
        var early = now.minus(settings.skew());
        var vihf = presented.vihf();
        if (vihf.issued().isAfter(late)) {
            return Optional.of(Flaw.NOT_YET.because("IssueInstant"));
        }
        if (vihf.validity().from().filter(from -> from.isAfter(late)).isPresent()) {
            return Optional.of(Flaw.NOT_YET.because("NotBefore"));
        }
        if (vihf.validity().until().filter(until -> !until.isAfter(early)).isPresent()) {
            return Optional.of(Flaw.EXPIRED.because("NotOnOrAfter"));
        }
        return refuseUnless(
                vihf.issued().isAfter(early.minus(settings.lifetime())), Flaw.EXPIRED, "IssueInstant trop ancien");
    }

    private static Optional<Refusal> noAudience(Presented presented) {
        return refuseUnless(
                !presented.vihf().validity().restrictsAudience(), Flaw.AUDIENCE, "Conditions/AudienceRestriction");
    }

    private static Optional<Refusal> nameIdIsNational(Presented presented) {
        return refuseUnless(PS_IDNAT.matcher(presented.vihf().nameId()).matches(), Flaw.NAME_ID, "Subject/NameID");
    }

    private static Optional<Refusal> mandatoryAttributes(Presented presented) {
        return MANDATORY.stream()
                .filter(name -> presented.vihf().one(name).isEmpty())
                .findFirst()
                .map(Flaw.MISSING::because);
    }

    private Optional<Refusal> authenticationAllowsReading(Presented presented) {
        String mode = presented.vihf().one("Authentification_Mode").orElse("");
        if (mode.equals("INDIRECTE")) {
            return Optional.of(Flaw.AUTHENTICATION.because("le mode INDIRECTE alimente, il ne consulte pas"));
        }
        if (!settings.acceptedModes().contains(mode)) {
            return Optional.of(Flaw.AUTHENTICATION.because("Authentification_Mode"));
        }
        var authentication = presented.vihf().authentication();
        if (!authentication.classRef().startsWith(CLASSES)) {
            return Optional.of(Flaw.AUTHENTICATION.because("AuthnContextClassRef"));
        }
        return refuseUnless(
                !authentication.at().isAfter(presented.now().plus(settings.skew())),
                Flaw.AUTHENTICATION,
                "AuthnInstant dans le futur");
    }

    private static Optional<Refusal> formats(Presented presented) {
        record Format(String attribute, Flaw flaw, Predicate<String> right) {}
        return Stream.of(
                        new Format("VIHF_Version", Flaw.VERSION, Set.of("3.0", "4.0")::contains),
                        new Format("Identifiant_Structure", Flaw.STRUCTURE, STRUCT_IDNAT.asMatchPredicate()),
                        new Format("Secteur_Activite", Flaw.SECTOR, SECTOR.asMatchPredicate()),
                        new Format("urn:oasis:names:tc:xacml:2.0:resource:resource-id", Flaw.PATIENT, Ins::isOne),
                        new Format("Ressource_URN", Flaw.RESOURCE, "urn:dmp"::equals))
                .filter(format -> presented
                        .vihf()
                        .one(format.attribute())
                        .filter(format.right())
                        .isEmpty())
                .findFirst()
                .map(format -> format.flaw().because(format.attribute()));
    }

    private static Optional<Refusal> oneStructure(Presented presented) {
        String declared = presented.vihf().one("Identifiant_Structure").orElse("");
        if (!declared.equals(presented.sealStructure())) {
            return Optional.of(Flaw.SEAL_STRUCTURE.because("cachet de " + presented.sealStructure()));
        }
        return refuseUnless(
                declared.equals(presented.tlsStructure()),
                Flaw.TLS_STRUCTURE,
                "connexion de " + presented.tlsStructure());
    }

    private static Optional<Refusal> refuseUnless(boolean right, Flaw flaw, String detail) {
        return right ? Optional.empty() : Optional.of(flaw.because(detail));
    }
}
