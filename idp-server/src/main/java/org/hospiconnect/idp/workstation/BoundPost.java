package org.hospiconnect.idp.workstation;

/** A post with the browser that is it. */
record BoundPost(Post post, PostBrowser browser) {}
