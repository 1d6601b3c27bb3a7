package dev.vicino.opensearch;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Where a store is: `opensearch://host:port,host:port/name`, or `opensearchs://…` over TLS.
///
/// @param secure whether by TLS
/// @param hosts nodes of one cluster, at least one; each may be asked anything
/// @param store name of the store, which the cluster's indices of its collections begin with
record ClusterAddress(boolean secure, List<Host> hosts, String store) {
    static final String PLAIN = "opensearch";
    static final String SECURE = "opensearchs";

    private static final String DEFAULT_STORE = "vicino";
    private static final int DEFAULT_PORT = 9200;
    private static final Pattern STORE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
    private static final Pattern HOST =
            Pattern.compile("(?<name>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(?<port>[0-9]{1,5}))?");

    ClusterAddress {
        hosts = List.copyOf(hosts);
    }

    record Host(String name, int port) {
        @Override
        public String toString() {
            return name + ":" + port;
        }
    }

    /// @throws IllegalArgumentException saying what is wrong with it, but not what stands before an `@`: that may be a
    ///     password
    static ClusterAddress of(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        if (authority.contains("@")) {
            throw new IllegalArgumentException(
                    "the address of the cluster holds credentials; pass them beside it, where no log shows them");
        }
        if (!scheme.equals(PLAIN) && !scheme.equals(SECURE)) {
            throw new IllegalArgumentException("'" + uri + "' is no address of a cluster; expected " + PLAIN
                    + "://host:port/name, or " + SECURE + "://… for TLS");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("'" + uri + "' has something after its path; expected nothing there");
        }
        List<Host> hosts = new ArrayList<>();
        for (String host : authority.split(",", -1)) {
            hosts.add(host(host, uri));
        }
        return new ClusterAddress(scheme.equals(SECURE), hosts, store(uri));
    }

    private static Host host(String text, URI uri) {
        Matcher host = HOST.matcher(text);
        if (!host.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' in '" + uri + "' is no host; expected a name, or a name and port: host:9200");
        }
        String port = host.group("port");
        return new Host(host.group("name"), port == null ? DEFAULT_PORT : Integer.parseInt(port));
    }

    private static String store(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        String name = path.startsWith("/") ? path.substring(1) : path;
        if (name.isEmpty()) {
            return DEFAULT_STORE;
        }
        if (!STORE.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' in '" + uri + "' is no name of a store; expected 1 to 40"
                    + " lower-case letters, digits, '-' or '_', starting with a letter or digit");
        }
        return name;
    }

    @Override
    public String toString() {
        return (secure ? SECURE : PLAIN) + "://"
                + hosts.stream().map(Host::toString).collect(Collectors.joining(",")) + "/" + store;
    }
}
