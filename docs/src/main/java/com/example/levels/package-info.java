/** An example of the guide for authors of connectors, printed there in full. */
@NullMarked
package com.example.levels;

import org.jspecify.annotations.NullMarked;
