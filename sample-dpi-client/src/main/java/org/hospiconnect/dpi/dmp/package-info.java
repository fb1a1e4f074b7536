/** Opening a patient's DMP: the VIHF from the identity provider, the documents from the receiver. */
@NullMarked
package org.hospiconnect.dpi.dmp;

import org.jspecify.annotations.NullMarked;
