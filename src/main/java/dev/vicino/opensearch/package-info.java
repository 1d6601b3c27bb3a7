/// The engine for when one machine is not enough.
@NullMarked
package dev.vicino.opensearch;

import org.jspecify.annotations.NullMarked;
