/// The explorer: a store to look at, in a browser. [Explorer] serves a page and beneath it an HTTP API, which
/// `openapi.json` describes; one class answers for each resource.
///
/// | what | starts at |
/// |---|---|
/// | who may ask, and how much | `Explorer`, `Gate`, `HostNames`, `Token` |
/// | from a path to an answer | `Api` (the table of routes), `Router`, `Call`, `Reply`, `Problem` |
/// | what is sent in a body | `JsonFields`, `QueryBody`, `FilterArgument` |
/// | a collection as it is seen now | `Catalogue`, `CollectionView`, `Computation` |
/// | its items in map order, in few bytes | `ItemOrder`, `FieldSurvey`, `FieldColumn`; maps: `plane` |
/// | the page: Vite, TypeScript, Preact | `src/main/web`, built by its `build.js` |
///
/// ## Why
/// - **The page draws its map itself**, by some two hundred lines of WebGL: the libraries that draw a million points
///   make code at run time, which the page's content security policy forbids.
/// - **The JDK's own server.** It serves one person, or a few: no library is worth its weight here. Each exchange has a
///   virtual thread, so that slow clients cost nothing; what computes runs on a small pool of platform threads beside
///   it, since the scheduler of virtual threads takes none of them off its core.
/// - **Views, not locks.** A reading store shows one state of a collection until it is refreshed. What is computed of
///   that state – order, points, columns – belongs to one [CollectionView] and goes with it; who asks with an old
///   view's points in hand is told so.
/// - **Map order is scan order**: points, ids and codes are columns of the same rows, so the page joins them by
///   position, and a million items are 8 MB of points and 2 MB of codes.
/// - **Knows no pictures.** What draws, embeds or decodes is handed in as [Instruments]; a collection without them is
///   explored by its vectors and payloads.
@NullMarked
package dev.vicino.explorer;

import org.jspecify.annotations.NullMarked;
