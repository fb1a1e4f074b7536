package org.hospiconnect.dpi.dmp;

import static java.util.Map.entry;
import static org.hospiconnect.dpi.dmp.DmpOutcome.Remedy.NONE;
import static org.hospiconnect.dpi.dmp.DmpOutcome.Remedy.SIGN_IN_AGAIN;
import static org.hospiconnect.dpi.dmp.DmpOutcome.Remedy.STRONGER_PROOF;

import java.util.Map;
import org.hospiconnect.dpi.dmp.DmpOutcome.Sentence;

/** The identity provider's reasons in plain French, each with what to do. */
final class Refusals {

    private static final String DESK = "Adressez-vous à l'accueil des professionnels, avec cette page.";
    private static final String SUPPORT = "Prévenez le support informatique, avec cette page.";
    private static final String KEY =
            "Confirmez que c'est vous avec votre clé de sécurité, puis ouvrez à nouveau le DMP.";

    private static final Sentence TOO_LOW = new Sentence(
            "Votre connexion n'est pas d'un niveau suffisant pour ouvrir le DMP : il faut le niveau substantiel.",
            KEY,
            STRONGER_PROOF);
    private static final Sentence OTHER_MEANS =
            new Sentence("Le moyen avec lequel vous vous êtes connecté n'ouvre pas le DMP.", KEY, STRONGER_PROOF);
    private static final Sentence ONE_FACTOR = new Sentence(
            "Vous vous êtes connecté en touchant seulement votre clé : le DMP demande aussi votre code.",
            "Confirmez avec votre clé et son code.",
            STRONGER_PROOF);
    private static final Sentence INCOMPLETE =
            new Sentence("Votre situation d'exercice est incomplète dans l'annuaire de l'hôpital.", DESK, NONE);
    private static final Sentence NO_REASON =
            new Sentence("La raison du bris de glace manque ou n'est pas lisible.", "Écrivez-la en une phrase.", NONE);
    private static final Sentence BAD_INS = new Sentence(
            "L'identité nationale de santé de ce patient n'est pas utilisable.",
            "Faites qualifier son INS par la cellule d'identitovigilance.",
            NONE);
    private static final Sentence ENDED =
            new Sentence("Votre session est terminée.", "Connectez-vous à nouveau.", SIGN_IN_AGAIN);
    private static final Sentence NO_SEAL =
            new Sentence("Le cachet de l'établissement est absent ou n'est plus valable.", SUPPORT, NONE);
    private static final Sentence LATER = new Sentence(
            "Le fournisseur d'identité ne peut pas répondre pour l'instant.",
            "Essayez à nouveau dans une minute.",
            NONE);
    private static final Sentence OTHER =
            new Sentence("Le fournisseur d'identité n'a pas donné l'autorisation d'ouvrir le DMP.", SUPPORT, NONE);

    /** By the fine word of the answer, or else by its OAuth code. */
    private static final Map<String, Sentence> SENTENCES = Map.ofEntries(
            entry("level_too_low", TOO_LOW),
            entry("insufficient_user_authentication", TOO_LOW),
            entry("single_factor_only", ONE_FACTOR),
            entry("backup_mode", OTHER_MEANS),
            entry("means_not_accepted", OTHER_MEANS),
            entry(
                    "no_verified_rpps",
                    new Sentence(
                            "Votre numéro RPPS n'est pas vérifié : le DMP ne peut pas savoir qui vous êtes.",
                            "Faites associer votre RPPS à l'accueil des professionnels.",
                            NONE)),
            entry(
                    "rpps_check_too_old",
                    new Sentence(
                            "La vérification de votre numéro RPPS date de plus de deux ans.",
                            "Faites-la renouveler à l'accueil des professionnels.",
                            NONE)),
            entry("no_work_situation", INCOMPLETE),
            entry("savoir_faire_missing", INCOMPLETE),
            entry(
                    "work_situation_not_chosen",
                    new Sentence(
                            "Vous exercez dans plusieurs situations et n'en avez pas choisi pour cette session.",
                            "Connectez-vous à nouveau et choisissez votre situation d'exercice.",
                            SIGN_IN_AGAIN)),
            entry(
                    "no_medical_regulation",
                    new Sentence(
                            "L'accès « centre 15 » est réservé à la régulation médicale.",
                            "Choisissez l'accès normal, ou le bris de glace si le patient est en danger.",
                            NONE)),
            entry("break_glass_without_reason", NO_REASON),
            entry("malformed_reason", NO_REASON),
            entry("malformed_ins", BAD_INS),
            entry("test_ins", BAD_INS),
            entry("person_not_active", new Sentence("Vos droits dans l'établissement sont suspendus.", DESK, NONE)),
            entry(
                    "authenticator_not_usable",
                    new Sentence("Votre moyen de connexion est suspendu ou révoqué.", DESK, NONE)),
            entry("session_ended", ENDED),
            entry("subject_token_expired", ENDED),
            entry("subject_token_invalid", ENDED),
            entry("seal_missing", NO_SEAL),
            entry("seal_not_valid", NO_SEAL),
            entry("temporarily_unavailable", LATER),
            entry("server_error", LATER));

    private Refusals() {}

    static Sentence of(String error, String reason) {
        return SENTENCES.getOrDefault(reason, SENTENCES.getOrDefault(error, OTHER));
    }
}
