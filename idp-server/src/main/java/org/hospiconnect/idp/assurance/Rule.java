package org.hospiconnect.idp.assurance;

import static org.hospiconnect.idp.assurance.Level.BACKUP;
import static org.hospiconnect.idp.assurance.Level.HIGH;
import static org.hospiconnect.idp.assurance.Level.LOW;
import static org.hospiconnect.idp.assurance.Level.REFUSED;
import static org.hospiconnect.idp.assurance.Level.SINGLE_FACTOR;
import static org.hospiconnect.idp.assurance.Level.SUBSTANTIAL;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.hospiconnect.idp.assurance.IdentityEvidence.Delivery;
import org.hospiconnect.idp.assurance.IdentityEvidence.Method;
import org.hospiconnect.idp.assurance.IdentityEvidence.RppsCheck;
import org.hospiconnect.idp.assurance.Occasion.Card;
import org.hospiconnect.idp.assurance.Occasion.Network;
import org.hospiconnect.idp.assurance.Occasion.Upstream;
import org.hospiconnect.idp.assurance.Proof.Attestation;
import org.hospiconnect.idp.assurance.Proof.Storage;
import org.jspecify.annotations.Nullable;

/**
 * The decision table, a row a rule: its clause in either version of the référentiel, what must hold, and the level that a proof
 * does not pass where it does not hold. Each row is looked at for itself; the least decides.
 */
public enum Rule {
    /** Two factors of different categories, verified now by a dynamic exchange. */
    TWO_FACTORS("EXI 13", "EXI RIE-PS 09", SINGLE_FACTOR, Rule::twoFactors),
    /** From a remote network a means of the transition gives both of them, as long as a reservation lets it go on in version 2 too. */
    REMOTE_FACTORS(
            "EXI 22",
            "EXI RIE-PS 02",
            SINGLE_FACTOR,
            at -> at.occasion().network() == Network.LOCAL || at.grounds().userVerified()),
    /** Somebody verified who the holder is, and this was recorded. */
    IDENTITY("EXI 09", "EXI RIE-PS 07", LOW, at -> at.identity().isPresent()),
    /** Face to face, a passport or an identity card that was valid on that day. */
    DOCUMENT("EXI 09", "EXI RIE-PS 07", LOW, Rule::documentWasValid),
    /** That the holder is in the RPPS was checked, for whoever has a number. */
    RPPS(
            null,
            "EXI RIE-PS 07",
            LOW,
            at -> at.identity()
                    .filter(identity -> identity.rpps() != RppsCheck.NOT_CHECKED)
                    .isPresent()),
    /** The means could reach nobody else: by hand, or bound to a means as strong. */
    DELIVERY(
            "EXI 09",
            "EXI RIE-PS 08",
            LOW,
            at -> at.identity()
                    .filter(identity -> identity.delivery() != Delivery.UNKNOWN)
                    .isPresent()),
    /** The enrolment is not older than 36 months. */
    ENROLMENT_AGE(
            null, "EXI RIE-PS 08", LOW, at -> at.now().isBefore(at.issuance().until())),
    /** Whoever added it themselves did so by a means of level high (2015/1502 annex 2.2.4); none of less vouches but one of substantial. */
    VOUCHER(
            "EXI 09",
            "EXI RIE-PS 08",
            SUBSTANTIAL,
            at -> at.issuance()
                    .vouchedAt()
                    .filter(level -> !level.reaches(Level.HIGH))
                    .isEmpty()),
    /** The maker's attestation says which model it is, or the hospital recorded a reservation. */
    MODEL("EXI 13", "EXI RIE-PS 09", LOW, at -> at.grounds().attestation() == Attestation.TRUSTED || at.isReserved()),
    /** FIDO certifies the model today as the hospital's scheme asks; of a model that nobody attests nothing is certified. */
    CERTIFICATION("EXI 13", "EXI RIE-PS 09", LOW, Rule::isCertifiedAsAsked),
    /** No known flaw of the model lets somebody else use it. */
    MODEL_SOUND(
            "EXI 13",
            "EXI RIE-PS 09",
            LOW,
            at -> at.model().flaw().filter(ModelFlaw::isOfTheKey).isEmpty()),
    /** No known flaw of the model lets it be used without its holder being verified. */
    HOLDER_VERIFIED(
            "EXI 13",
            "EXI RIE-PS 09",
            SINGLE_FACTOR,
            at -> at.model().flaw().filter(ModelFlaw::isOfTheVerification).isEmpty()),
    /** The key can't leave the device of its holder, or the hospital recorded a reservation. */
    SOLE_CONTROL(
            "EXI 13", "EXI RIE-PS 09", LOW, at -> at.grounds().storage() == Storage.DEVICE_BOUND || at.isReserved()),
    /** The scheme may open sensitive services today. */
    LEGAL_BASIS(
            "EXI 03",
            "EXI RIE-PS 02",
            LOW,
            at -> at.scheme().holdsOn(at.today(), at.settings().transitionUntil())),
    /** Means of the transition are used until the end of 2025 only, or under a recorded reservation. */
    TRANSITION(
            "EXI 03",
            "EXI RIE-PS 02",
            REFUSED,
            at -> !at.scheme().isOverOn(at.today(), at.settings().transitionUntil())),
    /** The level that the other identity provider told, at most the ceiling set here, is substantial; none told is low. */
    UPSTREAM("EXI 05", "EXI RIE-PS 02", LOW, at -> at.upstreamReaches(SUBSTANTIAL)),
    /** The same is high. */
    UPSTREAM_HIGH("EXI 15", "EXI RIE-PS 02", SUBSTANTIAL, at -> at.upstreamReaches(HIGH)),
    /** The card is of a type that is taken, and names its holder unless the hospital decided otherwise. */
    CARD("EXI 06", "EXI RIE-PS 02", REFUSED, at -> at.card(at.settings().cards()::take)),
    /** The holder of the card is registered in the RPPS, or the hospital decided otherwise. */
    CARD_IN_RPPS(null, "EXI RIE-PS 02", LOW, at -> at.card(at.settings().cards()::takeAsRegistered)),
    /** The contactless chip of a card is used inside an attested or homologated means, or one of the transition. */
    CONTACTLESS("EXI 07", "EXI RIE-PS 10", SINGLE_FACTOR, Rule::isReadAsAllowed),
    /** The means is not one of the backup mode; version 1 has no text of it that was read, so it is the hospital's own rule there. */
    BACKUP_MODE(
            "—, règle de l’établissement",
            "EXI RIE-PS 16",
            BACKUP,
            at -> !at.occasion().backup()),
    /** The scheme is certified at level high. */
    CERTIFIED("EXI 15", "EXI RIE-PS 02", SUBSTANTIAL, at -> at.scheme().certified() == Level.HIGH);

    private static final ZoneId FRANCE = ZoneId.of("Europe/Paris");

    private final Optional<String> v1;
    private final Optional<String> v2;
    private final Level cap;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Predicate<Circumstances> holds;

    Rule(@Nullable String v1, @Nullable String v2, Level cap, Predicate<Circumstances> holds) {
        this.v1 = Optional.ofNullable(v1);
        this.v2 = Optional.ofNullable(v2);
        this.cap = cap;
        this.holds = holds;
    }

    /** Where the text says it; empty when that version does not ask it. */
    public Optional<String> clause(RulesVersion version) {
        return switch (version) {
            case V1 -> v1;
            case V2 -> v2;
        };
    }

    /** No more than this where it does not hold. */
    public Level cap() {
        return cap;
    }

    /** A row about what is not there is not asked; what a kind must tell and does not tell does not hold. */
    boolean concerns(Circumstances at) {
        LegalBasis basis = at.scheme().legalBasis();
        return switch (this) {
            case REMOTE_FACTORS, TRANSITION -> basis == LegalBasis.TRANSITION;
            case UPSTREAM, UPSTREAM_HIGH ->
                basis == LegalBasis.PSC
                        || at.isOf(Upstream.KIND)
                        || at.occasion().upstream().isPresent();
            case CARD, CARD_IN_RPPS, CONTACTLESS ->
                basis == LegalBasis.DIRECT_CPX
                        || at.isOf(Card.KIND)
                        || at.occasion().card().isPresent();
            case CERTIFICATION -> at.scheme().leastCertification() != Certification.NONE;
            case BACKUP_MODE -> at.occasion().backup();
            default -> true;
        };
    }

    boolean holds(Circumstances at) {
        return holds.test(at);
    }

    /** {@code TWO_FACTORS} is {@code two-factors} in messages and claims. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean twoFactors(Circumstances at) {
        boolean saidElsewhere = at.occasion().upstream().isEmpty() || at.upstreamReaches(LOW);
        return at.grounds().userVerified() && saidElsewhere;
    }

    private static boolean isCertifiedAsAsked(Circumstances at) {
        return at.grounds().attestation() == Attestation.TRUSTED
                && at.model().certification().reaches(at.scheme().leastCertification());
    }

    private static boolean isReadAsAllowed(Circumstances at) {
        LegalBasis basis = at.scheme().legalBasis();
        boolean inside = basis == LegalBasis.ATTESTED || basis == LegalBasis.TRANSITION;
        return at.card(card -> inside || !card.contactless());
    }

    private static boolean documentWasValid(Circumstances at) {
        return at.identity()
                .filter(identity -> identity.method() == Method.FACE_TO_FACE)
                .map(identity -> identity.document()
                        .filter(seen -> !seen.validUntil().isBefore(day(identity.checkedAt())))
                        .isPresent())
                .orElse(true);
    }

    /** Days of the référentiel begin and end at French midnight. */
    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, FRANCE);
    }

    /** Under which the row holds that would not hold by itself. */
    Optional<String> reservation(Circumstances at) {
        return switch (this) {
            case MODEL -> at.grounds().reservation().filter(_ -> at.grounds().attestation() != Attestation.TRUSTED);
            case SOLE_CONTROL ->
                at.grounds().reservation().filter(_ -> at.grounds().storage() != Storage.DEVICE_BOUND);
            case LEGAL_BASIS, TRANSITION ->
                at.scheme().reservationUsedOn(at.today(), at.settings().transitionUntil());
            default -> Optional.empty();
        };
    }

    /** What the table looks at: one proof, the scheme it is of, what is known of its model, what the hospital set, and the day. */
    record Circumstances(Proof proof, Scheme scheme, ModelFacts model, AssuranceSettings settings, Instant now) {

        Occasion occasion() {
            return proof.occasion();
        }

        boolean upstreamReaches(Level least) {
            return occasion()
                    .upstream()
                    .filter(said -> said.level().reaches(least))
                    .isPresent();
        }

        boolean isOf(String kind) {
            return proof.kind().equals(kind);
        }

        boolean card(Predicate<Card> is) {
            return occasion().card().filter(is).isPresent();
        }

        Proof.Grounds grounds() {
            return proof.grounds();
        }

        Proof.Issuance issuance() {
            return grounds().issuance();
        }

        Optional<IdentityEvidence> identity() {
            return issuance().identity();
        }

        boolean isReserved() {
            return grounds().reservation().isPresent();
        }

        LocalDate today() {
            return day(now);
        }
    }
}
