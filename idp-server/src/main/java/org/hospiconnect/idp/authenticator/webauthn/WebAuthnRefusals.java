package org.hospiconnect.idp.authenticator.webauthn;

import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.BadAlgorithmException;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.InconsistentClientDataTypeException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.MissingChallengeException;
import com.webauthn4j.verifier.exception.NotAllowedAlgorithmException;
import com.webauthn4j.verifier.exception.NotAllowedCredentialIdException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import com.webauthn4j.verifier.exception.VerificationException;
import java.util.function.Supplier;
import org.hospiconnect.idp.authenticator.RefusalReason;

/** The library's exceptions in our words. */
final class WebAuthnRefusals {

    private WebAuthnRefusals() {}

    /**
     * What the library makes of bytes that come from outside. Its parsers let many sorts of exceptions through; all of them
     * mean the same and come out as {@link DataConversionException}. Nothing but the library may be called in here.
     */
    static <T> T read(Supplier<T> library) {
        try {
            return library.get();
        } catch (WebAuthnException known) {
            throw known;
        } catch (RuntimeException leaked) { // JSON, CBOR, X.509: casts, states, indexes
            throw new DataConversionException("malformed", leaked);
        }
    }

    /** {@code otherwise} for what only a registration or only an assertion can raise. */
    static RefusalReason reason(VerificationException refused, RefusalReason otherwise) {
        return switch (refused) {
            case BadOriginException _, BadTopOriginException _, CrossOriginException _ -> RefusalReason.WRONG_ORIGIN;
            case BadRpIdException _ -> RefusalReason.WRONG_RELYING_PARTY;
            case BadChallengeException _, MissingChallengeException _ -> RefusalReason.CHALLENGE_OF_ANOTHER;
            case UserNotPresentException _ -> RefusalReason.USER_NOT_PRESENT;
            case UserNotVerifiedException _ -> RefusalReason.USER_NOT_VERIFIED;
            case MaliciousCounterValueException _ -> RefusalReason.COUNTER_WENT_BACK;
            case NotAllowedAlgorithmException _, BadAlgorithmException _ -> RefusalReason.ALGORITHM_NOT_OFFERED;
            case NotAllowedCredentialIdException _ -> RefusalReason.OTHER_OWNER;
            case BadSignatureException _ -> RefusalReason.SIGNATURE_INVALID;
            case InconsistentClientDataTypeException _ -> RefusalReason.MALFORMED;
            default -> otherwise;
        };
    }
}
