//! The `recoupe` program: wiring only.

mod cli;

/// Reading rules and articles makes many small objects, which this allocator serves faster than the system's.
/// Without huge pages: a run is over before they pay, and to clear them would take twice the memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::main()
}
