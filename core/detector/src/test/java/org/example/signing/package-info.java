/** Stands for a library: a connector calls it, and it blocks where nobody looks. Nothing of it is ever run. */
@NullMarked
package org.example.signing;

import org.jspecify.annotations.NullMarked;
