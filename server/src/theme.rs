//! The theme that a reader chose, kept in a cookie, and the form that sets it.

use app::ui::Theme;
use axum::{
    Form,
    extract::{State, rejection::FormRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{notice, return_address::on_this_site, routes::House};

const COOKIE: &str = "theme";

const YEAR_IN_SECONDS: u32 = 365 * 24 * 60 * 60;

/// The theme in the request's cookies.
#[must_use]
pub fn chosen(headers: &HeaderMap) -> Theme {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .and_then(|(_, value)| Theme::of_key(value))
        .unwrap_or_default()
}

/// The footer's form.
#[derive(Deserialize)]
pub struct Choice {
    theme: String,
    #[serde(default)]
    return_to: String,
}

/// `POST /theme`: remembers the theme for a year and leads back to the page.
pub async fn choose(
    State(house): State<House>,
    form: Result<Form<Choice>, FormRejection>,
) -> Response {
    let choice = match form {
        Ok(Form(choice)) => choice,
        Err(rejection) => {
            return notice::page(
                rejection.status(),
                "The form could not be read",
                "What was sent is not what the page's form sends. Go to the page and try again.",
            );
        }
    };
    let Some(theme) = Theme::of_key(&choice.theme) else {
        return notice::page(
            StatusCode::BAD_REQUEST,
            "There is no such theme",
            "The themes are system, light and dark.",
        );
    };
    (
        StatusCode::SEE_OTHER,
        [
            (header::LOCATION, on_this_site(&choice.return_to)),
            (header::SET_COOKIE, cookie(theme, house.behind_tls())),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ],
    )
        .into_response()
}

fn cookie(theme: Theme, behind_tls: bool) -> HeaderValue {
    // The system's theme is what holds without a cookie.
    let age = match theme {
        Theme::System => 0,
        Theme::Light | Theme::Dark => YEAR_IN_SECONDS,
    };
    let secure = if behind_tls { "; Secure" } else { "" };
    let text = format!(
        "{COOKIE}={}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}",
        theme.key()
    );
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("theme=system; Max-Age=0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_theme_is_read_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("a=b; theme=dark; themes=light"),
        );
        assert_eq!(chosen(&headers), Theme::Dark);
        headers.insert(header::COOKIE, HeaderValue::from_static("theme=plaid"));
        assert_eq!(chosen(&headers), Theme::System);
    }
}
