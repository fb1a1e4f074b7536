package org.hospiconnect.idp.authenticator.webauthn;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.ModelFacts;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.authenticator.KeyModel;
import org.hospiconnect.idp.authenticator.KeyModels;
import org.hospiconnect.idp.authenticator.ModelStanding;
import org.hospiconnect.idp.authenticator.webauthn.KeptBlob.Kept;
import org.hospiconnect.idp.value.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what FIDO says of models of keys. A BLOB that is good and newer replaces the last one; whatever else comes changes nothing
 * and is told: log, trail, health, metrics. What the reports say of a day comes into force on that day, new BLOB or none.
 */
@Component
class MetadataKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(MetadataKeeper.class);
    private static final String ACTOR = "fido-metadata";
    private static final int MOST_NAMED = 5;

    private final MetadataSettings settings;
    private final MetadataSignature signature;
    private final KeptBlob kept;
    private final KeyModels models;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile Optional<MetadataRefusal> lastRefusal = Optional.empty();

    MetadataKeeper(
            WebAuthnSettings settings,
            MetadataSignature signature,
            KeptBlob kept,
            KeyModels models,
            AuditTrail trail,
            TransactionTemplate transaction,
            Clock clock) {
        this.settings = settings.metadata();
        this.signature = signature;
        this.kept = kept;
        this.models = models;
        this.trail = trail;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Does a list vouch for models here at all? */
    boolean isAsked() {
        return settings.source().isPresent();
    }

    /** May what is kept no longer vouch for a new key? */
    boolean isStale() {
        return kept.find()
                .map(known -> known.isStaleOn(today(), settings.staleAfter()))
                .orElse(true);
    }

    /** Why the last reading of this server took nothing. */
    Optional<MetadataRefusal> lastRefusal() {
        return lastRefusal;
    }

    /** Reads the source; empty when what it has is in force now. */
    Optional<MetadataRefusal> refresh() {
        Optional<MetadataRefusal> before = lastRefusal;
        try {
            Optional<MetadataRefusal> refusal = settings.source().flatMap(this::readFrom);
            enforceToday(refusal.filter(reason -> !before.equals(Optional.of(reason))));
            lastRefusal = refusal;
            return refusal;
        } catch (RuntimeException failed) { // whatever it was
            lastRefusal = Optional.of(MetadataRefusal.NOT_IN_FORCE);
            throw failed;
        }
    }

    private void enforceToday(Optional<MetadataRefusal> news) {
        transaction.executeWithoutResult(_ -> {
            news.ifPresent(reason -> trail.record(
                    AuditEntry.refused(Act.MODEL_LIST_REFUSED, reason).actor(ACTOR)));
            evaluate();
        });
    }

    private Optional<MetadataRefusal> readFrom(String place) {
        String text;
        try {
            text = new MetadataSource(place).read();
        } catch (IOException unread) {
            return refused(MetadataRefusal.NOT_READ, unread.toString());
        }
        return switch (signature.check(text, clock.instant())) {
            case MetadataSignature.Checked.Bad(var reason) -> refused(reason, place);
            case MetadataSignature.Checked.Good(var payload) ->
                MetadataBlob.read(payload, today())
                        .map(blob -> take(blob, text))
                        .orElseGet(() -> refused(MetadataRefusal.MALFORMED, place));
        };
    }

    private Optional<MetadataRefusal> take(MetadataBlob blob, String text) {
        if (blob.nextUpdate().isBefore(today())) {
            return refused(MetadataRefusal.OUT_OF_DATE, "next update " + blob.nextUpdate());
        }
        Optional<Long> higher = transaction.execute(_ -> {
            kept.lock();
            Optional<Long> known = kept.find().map(Kept::serial);
            if (known.filter(serial -> serial >= blob.serial()).isEmpty()) {
                kept.replace(blob, text);
                enforce(blob); // kept and in force, or neither
                trail.record(AuditEntry.done(Act.MODEL_LIST_TAKEN)
                        .actor(ACTOR)
                        .detail("serial", blob.serial())
                        .detail("next_update", blob.nextUpdate())
                        .detail("left_out", blob.leftOut()));
            }
            return known.filter(serial -> serial > blob.serial());
        });
        return higher == null || higher.isEmpty()
                ? Optional.empty()
                : refused(MetadataRefusal.SERIAL_TOO_LOW, blob.serial() + " after " + higher.get());
    }

    // what was verified when it was kept is read again, not verified: its signer's certificate may have ended since
    private void evaluate() {
        kept.lock();
        boolean due = kept.find()
                .filter(known -> !today().equals(known.evaluatedOn()))
                .isPresent();
        if (due) {
            Bytes payload = Bytes.ofBase64Url(kept.text().split("\\.", -1)[1]);
            enforce(MetadataBlob.read(payload, today())
                    .orElseThrow(() -> new IllegalStateException("the kept BLOB of FIDO can't be read")));
        }
    }

    private void enforce(MetadataBlob blob) {
        var before = models.held();
        models.replace(inForce(blob));
        models.held().stream()
                .filter(now -> !before.contains(now))
                .forEach(now -> trail.record(AuditEntry.done(Act.MODEL_CHANGED)
                        .actor(ACTOR)
                        .detail("model", now.model())
                        .detail("standing", now.standing())
                        .detail("certification", now.certification())
                        .detail("holders", now.holders())));
        kept.evaluated(today());
        if (blob.leftOut() > 0) {
            LOG.atWarn()
                    .addKeyValue("leftOut", blob.leftOut())
                    .addKeyValue(
                            "models", blob.unread().stream().limit(MOST_NAMED).toList())
                    .log("entries of FIDO's list that can't be read vouch for nothing");
        }
    }

    // what can't be read takes no bad standing away, and no certification of those who have one
    private List<KeyModel> inForce(MetadataBlob blob) {
        Map<String, ModelStanding> lowered = models.lowered();
        Map<String, ModelFacts> before = models.facts();
        Stream<KeyModel> listed = blob.models().stream()
                .map(model -> blob.unread().contains(model.model())
                                && !model.standing().isLowered()
                        ? model.standing(lowered.getOrDefault(model.model(), model.standing()))
                                .certification(before.getOrDefault(model.model(), ModelFacts.UNKNOWN)
                                        .certification())
                        : model);
        Set<String> names = blob.models().stream().map(KeyModel::model).collect(Collectors.toSet());
        Stream<KeyModel> missing = lowered.keySet().stream()
                .filter(name -> blob.nameless() > 0 && !names.contains(name))
                .flatMap(name -> models.find(name).stream());
        return Stream.concat(listed, missing).toList();
    }

    private static Optional<MetadataRefusal> refused(MetadataRefusal reason, String cause) {
        LOG.atError()
                .addKeyValue("reason", reason)
                .addKeyValue("cause", cause)
                .log("FIDO's list of models refused: the last good one stays");
        return Optional.of(reason);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
