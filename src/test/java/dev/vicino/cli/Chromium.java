package dev.vicino.cli;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The system's Chromium, without a window. It is the one that the property `vicino.chromium` names, which then has
/// to be there; else the first on the path, and where there is none, the tests that need it are skipped.
record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {
    private static final String PROPERTY = "vicino.chromium";

    /// Root may not have a sandbox; WebGL is drawn by the processor; nothing is asked of the vendor's servers.
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--use-gl=angle",
            "--use-angle=swiftshader",
            "--enable-unsafe-swiftshader",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run");

    static Chromium launch() {
        Path executable = find();
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(FLAGS));
        return new Chromium(playwright, browser);
    }

    private static Path find() {
        String named = System.getProperty(PROPERTY, "");
        if (!named.isBlank()) {
            Path path = Path.of(named);
            if (!Files.isExecutable(path)) {
                throw new AssertionError("-D" + PROPERTY + " names '" + path + "', which is no program");
            }
            return path;
        }
        Optional<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                found.isPresent(),
                "there is no Chromium on the path: the page is not tested. Install it, or name it by -D" + PROPERTY);
        return found.orElseThrow();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
