package dev.vicino.explorer;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names that this server goes by. A page elsewhere may let its own name point to this machine and then call us
/// (DNS rebinding): its browser sends that name.
final class HostNames {
    private final Set<String> names = new HashSet<>(Set.of("localhost"));

    /// @param host as it was asked for
    /// @param address that is listened on
    HostNames(String host, InetAddress address) {
        names.add(host.toLowerCase(Locale.ROOT));
        add(InetAddress.getLoopbackAddress());
        names.add("127.0.0.1");
        names.add("::1");
        if (address.isAnyLocalAddress()) {
            addAllOfThisMachine();
        } else {
            add(address);
        }
    }

    private void add(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        names.add(zone < 0 ? text : text.substring(0, zone));
    }

    private void addAllOfThisMachine() {
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .forEach(this::add);
            names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
        } catch (SocketException | UnknownHostException unknown) {
            // What this machine is called nobody knows: the addresses found so far, and localhost, remain.
        }
    }

    /// Whether a `Host` header, or the authority of an `Origin`, names this server; with any port, as a port may be
    /// forwarded from another.
    boolean include(@Nullable String authority) {
        return authority != null && names.contains(host(authority).toLowerCase(Locale.ROOT));
    }

    private static String host(String authority) {
        if (authority.startsWith("[")) {
            int end = authority.indexOf(']');
            return end < 0 ? authority : authority.substring(1, end);
        }
        int colon = authority.lastIndexOf(':');
        return colon < 0 ? authority : authority.substring(0, colon);
    }
}
