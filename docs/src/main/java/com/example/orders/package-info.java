/** An example of the guide for authors of connectors, printed there in full. */
@NullMarked
package com.example.orders;

import org.jspecify.annotations.NullMarked;
