package dev.vicino.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// The desktop's browser. The desktop module cannot be asked for it: Vicino runs headless.
final class Browser {
    private Browser() {}

    /// Shows an address, where there is a desktop. Nothing happens where there is none, or where it fails: the address
    /// was printed.
    static void open(String url) {
        List<String> command = command(System.getProperty("os.name", "").toLowerCase(Locale.ROOT));
        if (command.isEmpty()) {
            return;
        }
        try {
            new ProcessBuilder(command.stream()
                            .map(word -> word.equals("URL") ? url : word)
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException absent) {
            return;
        }
    }

    private static List<String> command(String system) {
        if (system.startsWith("mac")) {
            return List.of("open", "URL");
        }
        if (system.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", "URL");
        }
        boolean desktop = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
        return desktop ? List.of("xdg-open", "URL") : List.of();
    }
}
