package org.hospiconnect.idp.token;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.directory.CodedValue;
import org.hospiconnect.idp.directory.Email;
import org.hospiconnect.idp.directory.Identifier;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.RppsNumber;
import org.hospiconnect.idp.directory.WorkSituation;

/**
 * One claim about the person or how they signed in, in the ID token and at userinfo alike. To add one: a line in {@link #ALL}, its row in
 * docs/reference/claims.md, the golden files.
 *
 * @param scope the scope that asks for it
 * @param value empty when nothing is known: the claim is left out
 */
public record PersonClaim(String name, String scope, Function<Grant, Optional<?>> value) {

    public static final String OPENID = "openid";
    static final String PROFILE = "profile";
    static final String EMAIL = "email";
    static final String RPPS = "rpps";
    static final String WORK_SITUATION = "work_situation";
    static final String RIE_EVIDENCE = "rie_evidence";

    public static final List<PersonClaim> ALL = List.of(
            new PersonClaim("matricule", OPENID, Grant::matricule),
            new PersonClaim("name", PROFILE, name(name -> name.given() + " " + name.family())),
            new PersonClaim("family_name", PROFILE, name(Person.Name::family)),
            new PersonClaim("given_name", PROFILE, name(Person.Name::given)),
            new PersonClaim("preferred_username", PROFILE, Grant::matricule),
            new PersonClaim("email", EMAIL, email(Email::address)),
            new PersonClaim(
                    "email_verified", EMAIL, email(email -> email.verifiedAt().isPresent())),
            new PersonClaim("rpps", RPPS, verifiedRpps(RppsNumber::digits)),
            new PersonClaim("ps_idnat", RPPS, verifiedRpps(RppsNumber::toPsIdNat)),
            new PersonClaim("profession", WORK_SITUATION, situation(known -> coded(known.profession()))),
            new PersonClaim("savoir_faire", WORK_SITUATION, PersonClaim::savoirFaire),
            new PersonClaim("struct_idnat", WORK_SITUATION, situation(WorkSituation::structIdNat)),
            new PersonClaim("secteur_activite", WORK_SITUATION, situation(WorkSituation::sector)),
            new PersonClaim("work_situation", WORK_SITUATION, situation(PersonClaim::whole)),
            new PersonClaim("rie_evidence", RIE_EVIDENCE, grant -> Optional.of(RieEvidence.of(grant.assessment()))));

    /** Those of them that this provider may tell this application; others are left aside (OpenID Connect Core §5.5). */
    static Set<String> askedByName(Set<String> wished, RelyingApplication application) {
        return ALL.stream()
                .filter(claim -> claim.isAskedByName(wished, application))
                .map(PersonClaim::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** OpenID Connect Core §5.5: asked one by one, of what the application's registration covers. */
    boolean isAskedByName(Set<String> wished, RelyingApplication application) {
        return wished.contains(name) && application.scopes().contains(scope);
    }

    /** What the grant's scopes ask for, or was asked by name, and is known. */
    public static Map<String, Object> of(Grant grant, Set<String> wished) {
        var claims = new LinkedHashMap<String, Object>();
        ALL.stream()
                .filter(claim -> grant.tells(claim, wished))
                .forEach(claim -> claim.value().apply(grant).ifPresent(value -> claims.put(claim.name(), value)));
        return claims;
    }

    private static Function<Grant, Optional<?>> name(Function<Person.Name, String> part) {
        return grant -> Optional.of(part.apply(grant.person().exerciseName()));
    }

    private static Function<Grant, Optional<?>> email(Function<Email, Object> part) {
        return grant -> grant.person().email().map(part);
    }

    /** An RPPS number that nobody verified opens nothing national, so it is not released. */
    private static Function<Grant, Optional<?>> verifiedRpps(Function<RppsNumber, String> form) {
        return grant -> grant.person()
                .identifier(Identifier.Type.RPPS)
                .filter(identifier -> identifier.verifiedAt().isPresent())
                .map(identifier -> form.apply(new RppsNumber(identifier.value())));
    }

    private static Function<Grant, Optional<?>> situation(Function<WorkSituation, Object> part) {
        return grant -> grant.situation().map(part);
    }

    private static Optional<?> savoirFaire(Grant grant) {
        return grant.situation().flatMap(WorkSituation::savoirFaire).map(PersonClaim::coded);
    }

    private static Map<String, Object> coded(CodedValue value) {
        var members = new LinkedHashMap<String, Object>();
        members.put("code", value.code());
        members.put("oid", value.oid());
        members.put("label", value.label());
        return members;
    }

    private static Map<String, Object> whole(WorkSituation situation) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", situation.id());
        members.put("profession", coded(situation.profession()));
        situation.savoirFaire().ifPresent(known -> members.put("savoir_faire", coded(known)));
        members.put("struct_idnat", situation.structIdNat());
        members.put("structure_name", situation.structureName());
        members.put("secteur_activite", situation.sector());
        members.put("mode", situation.mode());
        return members;
    }
}
