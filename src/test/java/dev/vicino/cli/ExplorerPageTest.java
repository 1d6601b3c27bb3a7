package dev.vicino.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import dev.vicino.explorer.Explorer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The explorer's page in a real browser, over a real store. Each view leaves its picture in `target/explorer`.
class ExplorerPageTest {
    private static final Path PICTURES = Path.of("target/explorer");
    private static final Path AXE = Path.of("src/main/web/node_modules/axe-core/axe.min.js");
    private static final double PATIENCE_MILLIS = 60_000;
    private static final String PLANE = "collection=mnist-vae2";
    private static final String DEEP = "collection=mnist-vae32";

    @TempDir
    private static Path folder;

    private static @Nullable ExploredStore explored;
    private static @Nullable Chromium chromium;

    private final List<String> asked = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private @Nullable BrowserContext context;

    /// Of a test that asks for what cannot be answered.
    private boolean refusalsAreExpected;

    @BeforeAll
    static void serve() throws IOException {
        Assumptions.assumeTrue(
                Explorer.class.getResource("page/index.html") != null,
                "the page was left out of the build by -Dpage.skip");
        chromium = Chromium.launch();
        explored = ExploredStore.in(folder.resolve("store"));
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void stop() {
        if (explored != null) {
            explored.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void nothing_left_this_machine_and_nothing_went_wrong() {
        if (context != null) {
            context.close();
        }
        assertThat(asked)
                .isNotEmpty()
                .allSatisfy(url -> assertThat(url).matches("(http://127\\.0\\.0\\.1:|blob:|data:).*"));
        // The browser itself remarks on each answer that is no success, some time after it.
        complaints.removeIf(complaint -> refusalsAreExpected && complaint.contains("status of 400"));
        assertThat(complaints).isEmpty();
    }

    private Page open(String view) {
        return open(view, 1280, 800, ColorScheme.LIGHT);
    }

    private Page open(String view, int width, int height, ColorScheme scheme) {
        context = Objects.requireNonNull(chromium)
                .browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setHasTouch(width < 500)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setColorScheme(scheme));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.onRequest(request -> asked.add(request.url()));
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        Page page = context.newPage();
        page.navigate(address(view));
        settled(page);
        return page;
    }

    private static String address(String view) {
        URI root = Objects.requireNonNull(explored).explorer().url();
        return root + "?" + view;
    }

    private static void settled(Page page) {
        patient(page.locator("[data-points='10000']")).isVisible();
        patient(page.locator(".legend")).isVisible();
        patient(page.locator(".neighbours:not(.is-busy)")).isVisible();
    }

    private static LocatorAssertions patient(Locator locator) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return assertThat(locator);
    }

    private static void keep(Page page, String name) {
        page.mouse().move(640, 40);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    /// A seven, from left to right and down.
    private static void drawSeven(Page page) {
        BoundingBox pad = page.locator(".pad-canvas").boundingBox();
        double[][] corners = {{0.3, 0.25}, {0.68, 0.22}, {0.66, 0.32}, {0.46, 0.82}};
        page.mouse().move(pad.x + corners[0][0] * pad.width, pad.y + corners[0][1] * pad.height);
        page.mouse().down();
        for (double[] corner : corners) {
            page.mouse()
                    .move(
                            pad.x + corner[0] * pad.width,
                            pad.y + corner[1] * pad.height,
                            new Mouse.MoveOptions().setSteps(6));
        }
        page.mouse().up();
    }

    private static List<String> ids(Page page, String metric) {
        return page.locator("[data-metric=" + metric + "] .hit").all().stream()
                .map(hit -> hit.getAttribute("data-id"))
                .toList();
    }

    @Test
    void a_digit_that_is_drawn_finds_its_like() {
        Page page = open(DEEP + "&map=umap");
        drawSeven(page);
        patient(page.locator(".vote strong")).hasText("7");
        for (String metric : List.of("l2", "l1", "dot", "cosine")) {
            assertThat(page.locator("[data-metric=" + metric + "] .hit:not(.hit-missed)"))
                    .hasCount(10);
        }
        assertThat(page).hasURL(Pattern.compile(".*[?&]q=ink:[\\w-]{20,}.*"));
        keep(page, "draw");
        page.locator("[aria-label='Clear the pad']").click();
        patient(page.locator(".neighbours .empty")).isVisible();
        page.locator(".pad-canvas").focus();
        drawSeven(page);
        page.keyboard().press("Control+z");
        patient(page.locator(".pad-hint")).isVisible();
    }

    @Test
    void an_answer_to_a_stroke_takes_the_server_no_more_than_fifty_milliseconds() {
        Page page = open(PLANE);
        Locator time = page.locator("[data-server-micros]");
        long best = Long.MAX_VALUE;
        for (int stroke = 0; stroke < 20 && best > 50_000; stroke++) {
            drawSeven(page);
            best = Math.min(best, Long.parseLong(time.getAttribute("data-server-micros")));
        }
        assertThat(best).as("the quickest of some answers, in µs").isLessThanOrEqualTo(50_000);
        assertThat(time).containsText("to embed");
    }

    @Test
    void a_picture_can_be_opened_instead_of_drawing() {
        Page page = open(DEEP);
        page.locator("input[type=file]").setInputFiles(Path.of("examples/seven.png"));
        patient(page.locator(".vote strong")).hasText("7");
    }

    @Test
    void a_neighbour_that_is_pointed_at_lights_up_in_the_other_columns() {
        Page page = open(DEEP + "&q=id:test/42");
        Locator first = page.locator("[data-metric=l2] .hit").first();
        first.hover();
        String id = first.getAttribute("data-id");
        Locator lit = page.locator(".hit.is-lit");
        patient(lit.nth(1)).isVisible();
        assertThat(lit.all())
                .allSatisfy(hit -> assertThat(hit.getAttribute("data-id")).isEqualTo(id));
    }

    @Test
    void what_was_missed_stands_where_it_belongs() {
        for (int n = 0; n < 40; n++) {
            Page page =
                    n == 0 ? open(DEEP + "&k=20&effort=1&q=id:test/0") : next(DEEP + "&k=20&effort=1&q=id:test/" + n);
            if (page.locator(".hit-missed").count() > 0) {
                Locator column = page.locator(".column:has(.hit-missed)").first();
                int missed = column.locator(".hit-missed").count();
                assertThat(column.locator(".recall")).hasText(100 - 5 * missed + " %");
                assertThat(column.locator(".hit-missed em").first()).hasText(Pattern.compile(".*#\\d+"));
                column.locator(".hit-missed").first().scrollIntoViewIfNeeded();
                keep(page, "missed");
                return;
            }
        }
        throw new AssertionError("no query of forty missed anything at the least effort");
    }

    private Page next(String view) {
        Page page = Objects.requireNonNull(context).pages().getFirst();
        page.navigate(address(view));
        settled(page);
        patient(page.locator(".column .hit").first()).isVisible();
        return page;
    }

    @Test
    void a_lasso_selects_items_to_take_away() throws IOException {
        Page page = open(PLANE);
        BoundingBox map = page.locator(".map").boundingBox();
        page.locator("[aria-label^=Lasso]").click();
        double[][] corners = {{0.6, 0.4}, {0.95, 0.4}, {0.95, 0.7}, {0.6, 0.7}, {0.6, 0.42}};
        page.mouse().move(map.x + corners[0][0] * map.width, map.y + corners[0][1] * map.height);
        page.mouse().down();
        for (double[] corner : corners) {
            page.mouse()
                    .move(
                            map.x + corner[0] * map.width,
                            map.y + corner[1] * map.height,
                            new Mouse.MoveOptions().setSteps(10));
        }
        page.mouse().up();
        Locator selection = page.locator(".selection");
        patient(selection).isVisible();
        int count = Integer.parseInt(selection.getAttribute("data-selected"));
        assertThat(count).isBetween(100, 5000);
        Download file = page.waitForDownload(() -> page.getByText("Export", new Page.GetByTextOptions().setExact(true))
                .click());
        assertThat(Files.readAllLines(file.path()))
                .hasSize(count)
                .allSatisfy(line -> assertThat(line).contains("\"vector\":["));
        assertThat(page).hasURL(Pattern.compile(".*lasso=.*"));
        keep(page, "selection");
    }

    @Test
    void the_effort_slider_asks_again_and_stands_beside_the_curve() {
        Page page = open(DEEP + "&panel=effort");
        patient(page.locator(".plot-dot").nth(4)).isVisible();
        Locator slider = page.locator("input[aria-label=Effort]");
        slider.focus();
        page.keyboard().press("Home");
        patient(page.locator(".slider output")).hasText("1");
        assertThat(page).hasURL(Pattern.compile(".*effort=1(&.*)?$"));
        page.locator(".plot-dot").last().click();
        patient(page.locator(".slider output")).not().hasText("1");
        keep(page, "effort");
    }

    @Test
    void the_walk_can_be_stepped_and_played() {
        Page page = open(DEEP + "&map=umap&panel=walk&q=id:test/42&theme=dark");
        Locator walk = page.locator(".walk");
        patient(walk).isVisible();
        String steps = walk.getAttribute("data-steps");
        assertThat(walk).hasAttribute("data-step", steps);
        keep(page, "walk");
        page.locator("[aria-label='To the first step']").click();
        assertThat(walk).hasAttribute("data-step", "1");
        page.locator("[aria-label='One step on']").click();
        assertThat(walk).hasAttribute("data-step", "2");
        assertThat(page).hasURL(Pattern.compile(".*step=2(&.*)?$"));
        page.locator("[aria-label=Play]").click();
        patient(walk).not().hasAttribute("data-step", "2");
        page.locator("[aria-label=Pause]").click();
        patient(page.locator("[aria-label=Play]")).isVisible();
    }

    @Test
    void the_decoder_paints_where_one_clicks() {
        Page page = open(PLANE + "&panel=decode");
        Locator picture = page.locator(".decode-picture canvas");
        patient(page.locator(".strip canvas")).hasCount(12);
        Object before = ink(picture);
        page.locator(".map-front").click(new Locator.ClickOptions().setPosition(200, 200));
        patient(page.locator(".decode-words .note").last()).containsText("s");
        assertThat(page).hasURL(Pattern.compile(".*z=-?[\\d.]+,-?[\\d.]+.*"));
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(ink(picture)).isNotEqualTo(before);
        keep(page, "decode");
    }

    private static Object ink(Locator canvas) {
        return canvas.evaluate(
                "c => Array.from(c.getContext('2d').getImageData(0, 0, 28, 28).data).reduce((a, b, i) => a + b * (i % 97), 0)");
    }

    @Test
    void a_filter_that_is_built_is_said_in_java_and_for_the_shell() {
        Page page = open(DEEP + "&q=id:test/42");
        page.getByText("Add a condition").click();
        page.getByLabel("Value of condition 1").selectOption("9");
        patient(page.locator(".code")).containsText("1,009");
        assertThat(page.locator(".code")).containsText("eq(\"label\", 9)");
        assertThat(page.locator(".code")).containsText("--where \"label = 9\"");
        patient(page.locator("[data-metric=l2] .hit-label").first()).hasText(Pattern.compile(".*, 9$"));
        assertThat(page).hasURL(Pattern.compile(".*where=label%20%3D%209.*"));
        keep(page, "filter");
        page.getByText("Write", new Page.GetByTextOptions().setExact(true)).click();
        refusalsAreExpected = true;
        page.getByLabel("Filter as text").fill("label = '9");
        page.keyboard().press("Enter");
        patient(page.locator(".filter .wrong")).containsText("a quote that is not closed");
    }

    @Test
    void doubtful_labels_lead_to_their_items() {
        Page page = open(DEEP + "&panel=doubts");
        Locator first = page.locator(".doubt").first();
        patient(first).isVisible();
        keep(page, "doubts");
        first.click();
        assertThat(page).hasURL(Pattern.compile(".*q=id:test/\\d+.*"));
        patient(page.locator(".asked-id")).hasText(Pattern.compile("test/\\d+"));
    }

    @Test
    void from_near_items_are_pictures() {
        Page page = open(PLANE + "&at=0.5,0.3,14");
        Locator map = page.locator(".map-front");
        patient(map).hasAttribute("data-pictures", Pattern.compile("[1-9]\\d+"));
        keep(page, "near");
        map.focus();
        page.keyboard().press("0");
        patient(map).hasAttribute("data-pictures", "0");
    }

    @Test
    void the_theme_is_kept_in_the_address() {
        Page page = open(DEEP + "&panel=collection");
        page.locator("[aria-label='Dark theme']").click();
        patient(page.locator("html[data-theme=dark]")).hasCount(1);
        assertThat(page).hasURL(Pattern.compile(".*theme=dark.*"));
        keep(page, "collection-dark");
        page.reload();
        settled(page);
        assertThat(page.locator("html[data-theme=dark]")).hasCount(1);
    }

    @Test
    void a_bookmark_brings_back_the_same_view() {
        Page page = open(PLANE + "&q=id:test/42&metric=l1&k=7&effort=30&where=label%20in%20(4,%209)&hide=9&at=0.4,0.9,3"
                + "&lasso=0,0;1,0;1,2;0,2&panel=selection");
        drawSeven(openPad(page));
        patient(page.locator(".vote strong")).isVisible();
        page.waitForTimeout(300);
        String bookmark = page.url();
        List<String> near = ids(page, "l1");
        String selected = page.locator(".selection").getAttribute("data-selected");
        Objects.requireNonNull(context).close();
        Page again = open(URI.create(bookmark).getRawQuery());
        patient(again.locator(".selection")).hasAttribute("data-selected", selected);
        patient(again.locator("[data-metric=l1].column-chosen .hit")).hasCount(7);
        assertThat(ids(again, "l1")).isEqualTo(near);
        again.waitForTimeout(300);
        assertThat(again.url()).isEqualTo(bookmark);
    }

    private static Page openPad(Page page) {
        page.getByText("Draw", new Page.GetByTextOptions().setExact(true)).click();
        return page;
    }

    @Test
    void a_phone_shows_all_of_it_without_scrolling_sideways() {
        Page page = open(PLANE, 390, 844, ColorScheme.LIGHT);
        page.locator("#tab-walk").tap();
        patient(page.locator(".walk")).isVisible();
        page.locator("[data-metric=cosine] .column-name").tap();
        patient(page.locator("[data-metric=cosine].column-chosen")).isVisible();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve("phone.png"))
                .setFullPage(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PLANE,
                PLANE + "&q=id:test/42&panel=effort&where=label%20%3D%207",
                PLANE + "&q=vector:[0,1]&panel=walk",
                PLANE + "&panel=decode",
                DEEP + "&panel=doubts&q=id:test/1&k=20&effort=1",
                PLANE + "&panel=selection&lasso=0,0;1,0;1,2;0,2&hide=3",
                DEEP + "&panel=collection"
            })
    void every_view_can_be_read_by_all_in_light_and_dark(String view) throws IOException {
        Page page = open(view);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.evaluate(Files.readString(AXE));
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            patient(page.locator("html[data-theme=" + scheme.name().toLowerCase(Locale.ROOT) + "]"))
                    .hasCount(1);
            Object faults = page.evaluate("""
                    () => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
                        .then(found => found.violations.flatMap(rule =>
                            rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`)))
                    """);
            assertThat((List<?>) faults).as(scheme.name()).isEmpty();
        }
    }
}
