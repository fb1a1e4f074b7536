package org.hospiconnect.idp.workstation;

/** A post's cookie was shown after another browser went on with it: the post may be in two. */
public record PostCopied(String post) {}
