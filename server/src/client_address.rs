//! From which address a request comes: that of the connection, or what a trusted proxy says.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::{extract::Request, http::HeaderMap};

/// To which each proxy adds, at its end, the address that a request came to it from.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The address that a request comes from. Every handler finds it in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// Notes the address in each request, for an installation with so many proxies in front. The connection's own address is
/// in the request as a [`SocketAddr`]; where it is not, as without a network, the address is the unspecified one.
pub fn noting(trusted_proxies: usize) -> impl Fn(Request) -> Request + Clone {
    move |mut request| {
        let peer = request
            .extensions()
            .get::<SocketAddr>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), SocketAddr::ip);
        let address = seen_from(peer, request.headers(), trusted_proxies);
        request.extensions_mut().insert(ClientAddress(address));
        request
    }
}

/// The address from which the outermost of so many trusted proxies was asked. What stands left of it in the header was
/// written by the client itself and means nothing. Where the header does not reach that far or is malformed there, the
/// connection's address counts: whoever sends such a request is at least not someone else.
fn seen_from(peer: IpAddr, headers: &HeaderMap, trusted_proxies: usize) -> IpAddr {
    let stated = trusted_proxies.checked_sub(1).and_then(|place| {
        headers
            .get_all(FORWARDED_FOR)
            .iter()
            .rev()
            .flat_map(|value| value.to_str().unwrap_or_default().rsplit(','))
            .nth(place)
            .and_then(address_in)
    });
    stated.unwrap_or(peer).to_canonical()
}

/// An address as proxies write it: `192.0.2.7`, `192.0.2.7:4711`, `2001:db8::7`, `[2001:db8::7]`, `[2001:db8::7]:4711`.
fn address_in(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(text);
    bare.parse()
        .ok()
        .or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

    use axum::http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    const PEER: &str = "10.0.0.1";

    fn seen(forwarded: &[&str], trusted_proxies: usize) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
            headers.append(FORWARDED_FOR, value);
        }
        seen_from(PEER.parse().unwrap(), &headers, trusted_proxies).to_string()
    }

    #[test]
    fn without_a_trusted_proxy_the_header_means_nothing() {
        assert_eq!(seen(&["203.0.113.9"], 0), PEER);
    }

    #[test]
    fn each_proxy_is_one_step_from_the_right() {
        let forwarded = ["198.51.100.1, 198.51.100.2", "198.51.100.3"];
        assert_eq!(seen(&forwarded, 1), "198.51.100.3");
        assert_eq!(seen(&forwarded, 2), "198.51.100.2");
        assert_eq!(seen(&forwarded, 3), "198.51.100.1");
        assert_eq!(seen(&forwarded, 4), PEER);
    }

    #[test]
    fn an_address_is_read_in_all_the_ways_in_which_proxies_write_it() {
        for (written, address) in [
            ("192.0.2.7", "192.0.2.7"),
            (" 192.0.2.7:4711 ", "192.0.2.7"),
            ("2001:db8::7", "2001:db8::7"),
            ("[2001:db8::7]", "2001:db8::7"),
            ("[2001:db8::7]:4711", "2001:db8::7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
        ] {
            assert_eq!(seen(&[written], 1), address, "{written}");
        }
    }

    #[test]
    fn what_is_no_address_leaves_that_of_the_connection() {
        for written in [
            "",
            ",",
            "unknown",
            "_hidden",
            "192.0.2",
            "192.0.2.7:port",
            "[::1",
            "é",
        ] {
            assert_eq!(seen(&[written], 1), PEER, "{written}");
        }
        assert_eq!(seen(&[], 1), PEER);
    }

    proptest! {
        #[test]
        fn nothing_that_a_client_writes_hides_what_the_proxy_saw(
            written in prop::collection::vec("[ -~]{0,40}", 0..4),
            address in any::<std::net::Ipv6Addr>(),
        ) {
            let address = IpAddr::V6(address).to_canonical().to_string();
            let mut forwarded: Vec<&str> = written.iter().map(String::as_str).collect();
            forwarded.push(&address);
            prop_assert_eq!(seen(&forwarded, 1), address.clone());
            let joined = forwarded.join(", ");
            prop_assert_eq!(seen(&[&joined], 1), address);
        }

        #[test]
        fn any_header_gives_some_address(bytes in prop::collection::vec(any::<u8>(), 0..60), proxies in 0_usize..4) {
            let mut headers = HeaderMap::new();
            if let Ok(value) = HeaderValue::from_bytes(&bytes) {
                headers.append(FORWARDED_FOR, value);
            }
            let peer = PEER.parse().unwrap();
            let seen = seen_from(peer, &headers, proxies);
            prop_assert!(proxies > 0 || seen == peer);
        }
    }
}
