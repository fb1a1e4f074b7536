package org.hospiconnect.idp.token.dmp;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.hospiconnect.idp.assurance.AcrNames;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.Subjects;
import org.hospiconnect.idp.directory.CodedValue;
import org.hospiconnect.idp.directory.WorkSituation;
import org.hospiconnect.idp.token.SessionNames;
import org.hospiconnect.idp.token.TokenSigner;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.stereotype.Component;

/**
 * The VIHF context: what a DPI whose own module is homologated for the DMP needs to build the VIHF itself; a JWT of type
 * {@code vihf-context+jwt}, ES256, for {@code urn:dmp}.
 */
@Component
class VihfContext {

    private static final JOSEObjectType TYPE = new JOSEObjectType("vihf-context+jwt");

    private final VihfSettings settings;
    private final AddressSettings address;
    private final AcrNames acrNames;
    private final Subjects subjects;
    private final SessionNames names;
    private final TokenSigner signer;

    VihfContext(
            VihfSettings settings,
            AddressSettings address,
            AcrNames acrNames,
            Subjects subjects,
            SessionNames names,
            TokenSigner signer) {
        this.subjects = subjects;
        this.names = names;
        this.settings = settings;
        this.address = address;
        this.acrNames = acrNames;
        this.signer = signer;
    }

    /** @param id {@code jti} */
    String signed(String id, DmpOpening opening, Instant now) {
        return signer.signContext(TYPE, claims(id, opening, now));
    }

    private JWTClaimsSet claims(String id, DmpOpening opening, Instant now) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(address.issuer().toString())
                .subject(subjects.of(
                        opening.professional().id().toString(),
                        opening.software().application()))
                .audience("urn:dmp")
                .claim("client_id", opening.software().application().id())
                .jwtID(id)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(settings.lifetime())));
        professional(claims, opening.professional());
        signIn(claims, opening.signIn(), opening.software().application());
        request(claims, opening.request());
        return claims.build();
    }

    private static void professional(JWTClaimsSet.Builder claims, DmpOpening.Professional professional) {
        WorkSituation situation = professional.situation();
        claims.claim("ps_idnat", professional.rpps().toPsIdNat())
                .claim("family_name", professional.name().family())
                .claim("given_name", professional.name().given())
                .claim("profession_code", situation.profession().code())
                .claim("profession_oid", situation.profession().oid())
                .claim("struct_idnat", situation.structIdNat())
                .claim("secteur_activite", situation.sector())
                .claim("national_link", link(professional.link()));
        situation.savoirFaire().ifPresent(known -> savoirFaire(claims, known));
    }

    private static Map<String, Object> link(DmpOpening.NationalLink link) {
        var members = new TreeMap<String, Object>(
                Map.of("verified_at", link.verifiedAt().getEpochSecond()));
        link.method().ifPresent(method -> members.put("method", method));
        return members;
    }

    private static void savoirFaire(JWTClaimsSet.Builder claims, CodedValue savoirFaire) {
        claims.claim("savoir_faire_code", savoirFaire.code()).claim("savoir_faire_oid", savoirFaire.oid());
    }

    private void signIn(JWTClaimsSet.Builder claims, DmpOpening.SignIn signIn, RelyingApplication application) {
        Assessment assessment = signIn.assessment();
        claims.claim("auth_time", assessment.authTime().getEpochSecond())
                .claim("acr", acrNames.of(assessment.level()))
                .claim("amr", assessment.amr())
                .claim("sid", names.of(signIn.sid(), application))
                .claim("authn_origin", signIn.means().origin().name());
    }

    private static void request(JWTClaimsSet.Builder claims, DmpRequest request) {
        claims.claim("patient_ins", request.patient().written())
                .claim("purpose_of_use", request.purpose().coded().code());
        request.accessReason().ifPresent(reason -> claims.claim("access_reason", reason));
    }
}
