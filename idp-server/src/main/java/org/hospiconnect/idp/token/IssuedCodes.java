package org.hospiconnect.idp.token;

import java.util.Optional;

/** Authorization codes on their way; found until their end, whether redeemed or not: {@link UsedCodes} says that. */
interface IssuedCodes {

    void add(String code, IssuedCode issued);

    Optional<IssuedCode> find(String code);
}
