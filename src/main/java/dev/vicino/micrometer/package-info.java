/// A collection's figures as Micrometer meters.
///
/// ## Why
/// - **Read when asked, not pushed**: the engine counts for itself ([dev.vicino.CollectionStats]); the meters read
///   those figures, so a search pays nothing for being observed, and a store without Micrometer has the same figures.
@NullMarked
package dev.vicino.micrometer;

import org.jspecify.annotations.NullMarked;
