package org.hospiconnect.idp.session;

/** Sessions were ended before their time: told within the transaction that ends them. */
record SessionsEnded(String mark) {}
