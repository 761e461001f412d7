/** An example of the guide for authors of connectors, printed there in parts. */
@NullMarked
package com.example.forum;

import org.jspecify.annotations.NullMarked;
