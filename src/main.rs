//! The `recoupe` program: wiring only.

mod cli;

/// Reading rules and articles makes many small objects, which this allocator serves faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::main()
}
