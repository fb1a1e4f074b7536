package org.hospiconnect.idp.client;

/** The keys that sign what applications receive. */
public interface TokenKeys {

    /** From now on they are published; false: this deployment can't have keys of this algorithm. */
    boolean prepare(String algorithm);
}
