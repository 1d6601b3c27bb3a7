package dev.vicino.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Where a command speaks: the answer on standard output, progress and notices on standard error.
///
/// @param out takes the answer
/// @param err takes progress, notices and errors
/// @param colours whether the answer may carry ANSI styles: on a terminal, unless `NO_COLOR` is set
/// @param moving whether progress may redraw its line: where standard error is a terminal
record Terminal(PrintStream out, PrintStream err, boolean colours, boolean moving) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /// This process's own streams. The launcher says which of them are terminals, because the JVM cannot be asked on
    /// every version.
    static Terminal ofProcess() {
        String noColor = System.getenv("NO_COLOR");
        boolean colours = Boolean.getBoolean("vicino.terminal.out") && (noColor == null || noColor.isEmpty());
        return new Terminal(System.out, System.err, colours, Boolean.getBoolean("vicino.terminal.err"));
    }

    /// This terminal without the answer: what is said is not heard, what is noticed is.
    Terminal silent() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Terminal(nowhere, err, false, moving);
    }

    Ansi ansi() {
        return colours ? Ansi.ON : Ansi.OFF;
    }

    /// A line of the answer.
    void say(String line) {
        out.println(line);
    }

    /// A heading of the answer, set off by an empty line.
    void heading(String text) {
        out.println();
        out.println(ansi().string("@|bold,underline " + text + "|@"));
    }

    /// A line beside the answer.
    void notice(String line) {
        err.println(line);
    }

    /// A table of the answer: a heading to each column, numbers to the right.
    void table(List<String> headings, List<List<String>> rows) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            int column = i;
            boolean numeric = rows.stream().allMatch(row -> row.get(column).matches("[-+]?[0-9][0-9,.]*( %)?|–?"));
            HorizontalAlign align = numeric ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT;
            columns.add(new Column()
                    .header(headings.get(i))
                    .headerAlign(align)
                    .dataAlign(align)
                    .maxWidth(100));
        }
        String[][] cells = rows.stream().map(row -> row.toArray(String[]::new)).toArray(String[][]::new);
        out.println(AsciiTable.getTable(
                AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER, columns.toArray(Column[]::new), cells));
    }

    /// The answer as one JSON value.
    void json(Object value) {
        out.println(JSON.writeValueAsString(value));
    }

    /// Progress of a task that has this many steps.
    Progress progress(String task, String unit, long steps) {
        return new Progress(this, task, unit, steps);
    }
}
