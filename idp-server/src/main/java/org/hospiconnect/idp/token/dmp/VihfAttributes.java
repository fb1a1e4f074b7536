package org.hospiconnect.idp.token.dmp;

import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.directory.CodedValue;
import org.hospiconnect.idp.directory.WorkSituation;
import org.hospiconnect.idp.token.dmp.DmpOpening.Professional;

/** The attributes of the VIHF, in the order of the national mapping table. */
class VihfAttributes {

    /** TRE_R02, activity sectors. */
    private static final String SECTORS = "1.2.250.1.71.4.2.4";

    /** Names of code systems as the published samples write them. */
    private static final Map<String, String> CODE_SYSTEM_NAMES = Map.of(
            "1.2.250.1.71.1.2.7", "professions",
            "1.2.250.1.71.4.2.5", "specialites RPPS",
            "1.2.250.1.213.1.1.4.248", "mode acces VIHF 2.0");

    private final VihfSettings settings;

    VihfAttributes(VihfSettings settings) {
        this.settings = settings;
    }

    void add(SamlElement statement, DmpOpening opening) {
        WorkSituation situation = opening.professional().situation();
        DmpRequest request = opening.request();
        plain(statement, "VIHF_Version", settings.version());
        plain(
                statement,
                "Authentification_Mode",
                settings.mode(opening.signIn().means().origin()));
        plain(statement, "Identifiant_Structure", situation.structIdNat());
        plain(statement, "Secteur_Activite", situation.sector() + "^" + SECTORS);
        plain(statement, "urn:oasis:names:tc:xspa:1.0:subject:subject-id", subject(opening.professional()));
        roles(statement, situation);
        plain(
                statement,
                "urn:oasis:names:tc:xacml:2.0:resource:resource-id",
                request.patient().written());
        plain(statement, "Ressource_URN", "urn:dmp");
        coded(
                named(statement, "urn:oasis:names:tc:xspa:1.0:subject:purposeofuse"),
                "PurposeOfUse",
                request.purpose().coded());
        request.accessReason().ifPresent(reason -> plain(statement, "Mode_Acces_Raison", reason));
        software(statement, opening.software().registration());
    }

    private static String subject(Professional professional) {
        return professional.name().family() + " " + professional.name().given();
    }

    private static void roles(SamlElement statement, WorkSituation situation) {
        SamlElement role = named(statement, "urn:oasis:names:tc:xacml:2.0:subject:role");
        coded(role, "Role", situation.profession());
        if (situation.isPhysician()) {
            coded(role, "Role", situation.savoirFaire().orElseThrow());
        }
    }

    private static void software(SamlElement statement, RelyingApplication.Dmp software) {
        software.lpsId().ifPresent(id -> plain(statement, "LPS_ID", id));
        plain(statement, "LPS_Nom", software.lpsName());
        plain(statement, "LPS_Version", software.lpsVersion());
        plain(statement, "LPS_ID_HOMOLOGATION_DMP", software.homologation());
    }

    private static void plain(SamlElement statement, String name, String value) {
        named(statement, name).add("AttributeValue", value);
    }

    private static SamlElement named(SamlElement statement, String name) {
        return statement.add("Attribute").attribute("Name", name);
    }

    private static void coded(SamlElement attribute, String name, CodedValue value) {
        SamlElement coded = attribute
                .add("AttributeValue")
                .addCoded(name)
                .attribute("code", value.code())
                .attribute("codeSystem", value.oid());
        Optional.ofNullable(CODE_SYSTEM_NAMES.get(value.oid()))
                .ifPresent(known -> coded.attribute("codeSystemName", known));
        coded.attribute("displayName", value.label());
    }
}
