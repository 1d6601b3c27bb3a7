package dev.vicino.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `openapi.json`, and whether answers are as it says: the part of JSON Schema that it uses.
///
/// @param root of the document
record ApiDescription(JsonNode root) {
    static ApiDescription read() {
        try (InputStream bytes = Explorer.class.getResourceAsStream("openapi.json")) {
            return new ApiDescription(JsonMapper.shared().readTree(bytes));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Every method and path, as in `get /collections`.
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        root.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> operations.add(method + " " + path.getKey())));
        return operations;
    }

    JsonNode operation(String method, String template) {
        return root.get("paths").get(template).get(method);
    }

    /// The names of an operation's parameters of a kind.
    ///
    /// @param in `query` or `path`
    Set<String> parameters(JsonNode operation, String in) {
        Set<String> names = new TreeSet<>();
        if (operation.has("parameters")) {
            for (JsonNode parameter : operation.get("parameters")) {
                JsonNode resolved = resolved(parameter);
                if (resolved.get("in").stringValue().equals(in)) {
                    names.add(resolved.get("name").stringValue());
                }
            }
        }
        return names;
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? resolved(root.at(node.get("$ref").stringValue().substring(1)))
                : node;
    }

    /// Fails if a response is none that the document promises for this path.
    void check(String method, String path, HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        JsonNode operation = null;
        for (Map.Entry<String, JsonNode> each : root.get("paths").properties()) {
            String pattern = each.getKey().replaceAll("\\{[a-z]+}", "[^/]*");
            if (path.matches(pattern) && each.getValue().has(method)) {
                operation = each.getValue().get(method);
            }
        }
        if (operation == null) {
            assertThat(response.statusCode())
                    .as("status of %s %s", method, path)
                    .isIn(404, 405);
            return;
        }
        JsonNode responses = operation.get("responses");
        String status = String.valueOf(response.statusCode());
        JsonNode promised = resolved(responses.has(status) ? responses.get(status) : responses.get("default"));
        assertThat(promised.get("content").propertyNames())
                .as("content of %s %s, status %s", method, path, status)
                .contains(type);
        JsonNode content = promised.get("content").get(type);
        if (!type.equals("application/x-ndjson") && type.endsWith("json") && content.has("schema")) {
            List<String> faults = new ArrayList<>();
            validate(path, JsonMapper.shared().readTree(response.body()), content.get("schema"), faults);
            assertThat(faults).as("%s %s, status %s", method, path, status).isEmpty();
        }
    }

    private void validate(String place, JsonNode value, JsonNode given, List<String> faults) {
        JsonNode schema = resolved(given);
        if (schema.has("oneOf")) {
            long fitting = 0;
            for (JsonNode option : schema.get("oneOf")) {
                List<String> own = new ArrayList<>();
                validate(place, value, option, own);
                fitting += own.isEmpty() ? 1 : 0;
            }
            if (fitting != 1) {
                faults.add(place + " fits " + fitting + " of its choices");
            }
        }
        if (schema.has("type") && !fitsType(value, schema.get("type"))) {
            faults.add(place + " is " + value + ", not of " + schema.get("type"));
            return;
        }
        if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
            faults.add(place + " is " + value + ", none of " + schema.get("enum"));
        }
        if (value.isNumber()) {
            within(place, value.doubleValue(), schema, "minimum", "maximum", faults);
        } else if (value.isArray()) {
            within(place + ".size", value.size(), schema, "minItems", "maxItems", faults);
            for (int i = 0; schema.has("items") && i < value.size(); i++) {
                validate(place + "[" + i + "]", value.get(i), schema.get("items"), faults);
            }
        } else if (value.isObject()) {
            validateFields(place, value, schema, faults);
        }
    }

    private void validateFields(String place, JsonNode value, JsonNode schema, List<String> faults) {
        if (schema.has("required")) {
            for (JsonNode name : schema.get("required")) {
                if (!value.has(name.stringValue())) {
                    faults.add(place + " lacks " + name);
                }
            }
        }
        value.properties().forEach(field -> {
            String inner = place + "." + field.getKey();
            JsonNode known = schema.has("properties") ? schema.get("properties").get(field.getKey()) : null;
            JsonNode others = schema.get("additionalProperties");
            if (known != null) {
                validate(inner, field.getValue(), known, faults);
            } else if (others != null && others.isObject()) {
                validate(inner, field.getValue(), others, faults);
            } else if (others != null && !others.booleanValue()) {
                faults.add(inner + " is not described");
            }
        });
    }

    private static void within(
            String place, double value, JsonNode schema, String least, String most, List<String> faults) {
        if ((schema.has(least) && value < schema.get(least).doubleValue())
                || (schema.has(most) && value > schema.get(most).doubleValue())) {
            faults.add(place + " is " + value + ", beyond " + schema.get(least) + " or " + schema.get(most));
        }
    }

    private static boolean fitsType(JsonNode value, JsonNode type) {
        if (type.isArray()) {
            return type.valueStream().anyMatch(each -> fitsType(value, each));
        }
        return switch (type.stringValue()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new AssertionError("the description names the type " + type);
        };
    }
}
