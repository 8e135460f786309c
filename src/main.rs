//! The `recoupe` program: wiring only.

fn main() {}
