package org.hospiconnect.simulator.dmp;

/** What can be wrong with a request; {@code subcode} goes into the SOAP fault, beside the French sentence. */
enum Flaw {
    MESSAGE_TOO_LARGE("MessageTooLarge", "Le message dépasse la taille admise"),
    NOT_XML("NotXml", "Le message n'est pas un document XML admis"),
    NOT_SOAP("NotSoap12", "Le message n'est pas une enveloppe SOAP 1.2"),
    NO_ASSERTION("NoVihf", "L'en-tête WS-Security ne porte pas exactement un VIHF"),
    MISPLACED("MisplacedElement", "Un élément signé est dupliqué ou déplacé"),
    TLS_CERTIFICATE("TlsCertificateRefused", "Le certificat présenté à la connexion n'est pas un ORG AUTH_CLI admis"),
    SIGNATURE_SHAPE("SignatureNotAdmitted", "La signature du VIHF n'a pas la forme admise"),
    SIGNATURE("SignatureInvalid", "La signature du VIHF est fausse"),
    SEAL_CERTIFICATE("SealCertificateRefused", "Le certificat du cachet n'est pas un ORG SIGN admis"),
    SEAL_STRUCTURE("SealStructureMismatch", "Le cachet n'est pas celui de la structure déclarée"),
    TLS_STRUCTURE("TlsStructureMismatch", "La structure de la connexion n'est pas celle du VIHF"),
    ASSERTION("AssertionMalformed", "L'assertion SAML est incomplète ou mal formée"),
    ISSUER("IssuerMismatch", "L'émetteur n'est pas le sujet du certificat du cachet"),
    NOT_YET("NotYetValid", "Le VIHF n'est pas encore valable"),
    EXPIRED("Expired", "Le VIHF n'est plus valable"),
    REPLAYED("Replayed", "Ce VIHF a déjà servi"),
    AUDIENCE("AudienceNotAdmitted", "Le VIHF ne doit pas porter de restriction d'audience"),
    MISSING("AttributeMissing", "Un attribut obligatoire manque ou est vide"),
    DOUBLED("AttributeDoubled", "Un attribut est présent plusieurs fois"),
    NAME_ID("NameIdMalformed", "L'identifiant national du professionnel est mal formé"),
    AUTHENTICATION("AuthenticationNotAdmitted", "L'authentification décrite ne permet pas la consultation"),
    VERSION("VersionNotAdmitted", "La version du VIHF n'est pas admise"),
    STRUCTURE("StructureMalformed", "L'identifiant de la structure est mal formé"),
    SECTOR("SectorMalformed", "Le secteur d'activité est mal formé"),
    ROLE("RoleNotAdmitted", "Le rôle n'appartient pas aux jeux de valeurs admis"),
    PATIENT("PatientMalformed", "L'identifiant du patient est mal formé"),
    RESOURCE("ResourceNotAdmitted", "La ressource demandée n'est pas le DMP"),
    PURPOSE("PurposeNotAdmitted", "Le motif d'accès n'est pas admis"),
    REASON("ReasonMissing", "Le bris de glace demande une raison"),
    QUERY("QueryNotAdmitted", "La requête n'est pas une recherche de documents par patient"),
    OTHER_PATIENT("PatientMismatch", "La requête porte sur un autre patient que le VIHF"),
    UNKNOWN_PATIENT("PatientUnknown", "Ce patient n'a pas de DMP");

    private final String subcode;
    private final String sentence;

    Flaw(String subcode, String sentence) {
        this.subcode = subcode;
        this.sentence = sentence;
    }

    String subcode() {
        return subcode;
    }

    String sentence() {
        return sentence;
    }

    Refusal because(String detail) {
        return new Refusal(this, detail);
    }
}
