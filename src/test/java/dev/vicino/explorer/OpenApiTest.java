package dev.vicino.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The description of the API against its routes. That answers are as it describes them, [ApiClient] checks.
class OpenApiTest {
    private final ApiDescription description = ApiDescription.read();

    @TempDir
    private Path folder;

    private List<Route> routes() {
        try (ServedStore served = ServedStore.in(folder)) {
            return served.explorer().router().routes();
        }
    }

    @Test
    void every_route_is_described_and_nothing_else_is() {
        Set<String> answered = new TreeSet<>();
        routes().forEach(route -> answered.add(route.method().toLowerCase(Locale.ROOT) + " " + route.template()));
        assertThat(description.operations()).isEqualTo(answered);
    }

    @Test
    void the_parameters_of_each_route_are_described() {
        for (Route route : routes()) {
            JsonNode operation = description.operation(route.method().toLowerCase(Locale.ROOT), route.template());
            assertThat(description.parameters(operation, "query"))
                    .as("query of %s", route.template())
                    .isEqualTo(route.parameters());
            Set<String> places = new TreeSet<>();
            Matcher place = Pattern.compile("\\{([a-z]+)}").matcher(route.template());
            while (place.find()) {
                places.add(place.group(1));
            }
            assertThat(description.parameters(operation, "path"))
                    .as("places of %s", route.template())
                    .isEqualTo(places);
        }
    }

    @Test
    void the_fields_of_each_body_are_described() {
        try (ServedStore served = ServedStore.in(folder)) {
            for (Route route : served.explorer().router().routes()) {
                if (route.method().equals("POST")) {
                    String path = route.template().replace("{collection}", "plane");
                    JsonNode refusal = ApiClient.tree(served.client().post(path, "{\"surprise\": 1}"));
                    assertThat(quoted(refusal.get("detail").stringValue().replaceFirst("^.*expected", "")))
                            .as("what %s says it expects", path)
                            .isEqualTo(fields(description
                                    .operation("post", route.template())
                                    .at("/requestBody/content")));
                }
            }
        }
    }

    private static Set<String> quoted(String text) {
        Set<String> names = new TreeSet<>();
        Matcher name = Pattern.compile("'([A-Za-z]+)'").matcher(text);
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }

    private Set<String> fields(JsonNode content) {
        JsonNode schema = description.resolved(content.get("application/json").get("schema"));
        Set<String> names = new TreeSet<>();
        List<JsonNode> forms =
                schema.has("oneOf") ? schema.get("oneOf").valueStream().toList() : List.of(schema);
        forms.forEach(form -> names.addAll(form.get("properties").propertyNames()));
        return names;
    }

    @Test
    void every_reference_leads_somewhere() {
        List<String> references = description.root().findValuesAsString("$ref");
        assertThat(references)
                .isNotEmpty()
                .allMatch(reference ->
                        !description.root().at(reference.substring(1)).isMissingNode());
    }

    @Test
    void the_limits_that_are_described_are_those_that_hold() {
        JsonNode maps = description
                .root()
                .get("components")
                .get("schemas")
                .get("Projection")
                .get("enum");
        assertThat(maps.valueStream().map(JsonNode::stringValue))
                .containsExactlyElementsOf(
                        Stream.of(MapKind.values()).map(MapKind::symbol).toList());
        assertThat(description.root().findValuesAsString("maxLength"))
                .contains(String.valueOf(FilterArgument.MOST_CHARACTERS));
        assertThat(description.root().at("/info/description").stringValue())
                .contains("%,d".formatted(Route.MOST_JSON), "%,d".formatted(Route.MOST_PICTURE));
    }
}
