use request_ids::RequestId;

const WRITTEN: &str = "6f1c3b1e-8f0a-4f57-9c1b-0d8f2a4b5c6d";

fn parse(text: &str) -> RequestId {
    text.parse().expect("an id")
}

#[test]
fn every_form_that_clients_send_is_the_same_id() {
    for text in [
        "6F1C3B1E-8F0A-4F57-9C1B-0D8F2A4B5C6D",
        "6f1c3b1e8f0a4f579c1b0d8f2a4b5c6d",
        "urn:uuid:6f1c3b1e-8f0a-4f57-9c1b-0d8f2a4b5c6d",
        " 6f1c3b1e-8f0a-4f57-9c1b-0d8f2a4b5c6d\r\n",
    ] {
        assert_eq!(parse(text).to_string(), WRITTEN);
    }
}

#[test]
fn file_names_have_no_hyphens() {
    assert_eq!(
        parse(WRITTEN).file_name(),
        "6f1c3b1e8f0a4f579c1b0d8f2a4b5c6d.json"
    );
}

#[test]
fn documents_refer_to_it_by_its_urn() {
    assert_eq!(parse(WRITTEN).urn(), format!("urn:uuid:{WRITTEN}"));
}

#[test]
fn anything_else_is_no_id() {
    for text in ["", "42", "6f1c3b1e-8f0a-4f57-9c1b"] {
        assert!(text.parse::<RequestId>().is_err(), "{text:?}");
    }
}
