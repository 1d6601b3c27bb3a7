package dev.vicino.explorer;

import dev.vicino.Filter;
import java.util.List;

/// `/collections/{collection}/filter`: what a filter says, in Java and on the command line, and how many it lets
/// through.
final class FilterResource {
    private final Catalogue catalogue;

    FilterResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// @param canonical the form that `Filter.toString` gives
    /// @param java an expression of Java, with the factories of `Filter` imported statically
    /// @param commandLine for a POSIX shell
    /// @param count items that pass
    record Explained(String canonical, String java, String commandLine, long count) {}

    List<Route> routes() {
        return List.of(Route.post("/collections/{collection}/filter", this::explain));
    }

    private Reply explain(Call call) {
        Filter filter = FilterArgument.required(call.json("filter").requiredText("filter"));
        Catalogue.Explored explored = catalogue.of(call);
        String canonical = filter.toString();
        return Reply.json(new Explained(
                canonical,
                FilterCode.of(filter),
                explored.instruments().command() + " --where " + shellQuoted(canonical),
                explored.collection().count(filter)));
    }

    /// As one word of a POSIX shell: in double quotes where nothing in it means anything there, as filters have single
    /// ones of their own.
    static String shellQuoted(String text) {
        return text.matches("(?s)([^\"$`\\\\!]|!=)*+") ? '"' + text + '"' : "'" + text.replace("'", "'\\''") + "'";
    }
}
