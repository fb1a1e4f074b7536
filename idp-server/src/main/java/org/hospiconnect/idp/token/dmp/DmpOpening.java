package org.hospiconnect.idp.token.dmp;

import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.directory.RppsNumber;
import org.hospiconnect.idp.directory.WorkSituation;

/** All that a DMP token says, once the rules have allowed it: who, how strongly, in which work situation, for whom and why. */
record DmpOpening(Professional professional, SignIn signIn, DmpRequest request, Software software) {

    record Professional(PersonId id, RppsNumber rpps, NationalLink link, Person.Name name, WorkSituation situation) {}

    /**
     * How the RPPS number came to be this person's.
     *
     * @param method the source it was verified against, as the verification named it
     */
    record NationalLink(Instant verifiedAt, Optional<String> method) {}

    /** The session and what its strongest proof amounts to. */
    record SignIn(String sid, Assessment assessment, VihfSettings.Means means) {}

    /** The application that asks, and what the DMP hears of it: from its registration, never from the request. */
    record Software(RelyingApplication application, RelyingApplication.Dmp registration) {}
}
