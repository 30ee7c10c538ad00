# The formula for Homebrew. With a release, put its tag and commit here and the file into the tap.
class Cfnc < Formula
  desc "Compiler and linter for AWS CloudFormation templates"
  homepage "https://github.com/cfnc/cfnc"
  url "https://github.com/cfnc/cfnc.git", tag: "v0.1.0"
  license "Apache-2.0"
  head "https://github.com/cfnc/cfnc.git", branch: "main"

  depends_on "go" => :build

  def install
    system "make", "build"
    bin.install "cfnc"
    generate_completions_from_executable(bin/"cfnc", "completion")
    mkdir "man"
    system bin/"cfnc", "man", "man"
    man1.install Dir["man/*.1"]
  end

  test do
    (testpath/"web.yaml").write <<~YAML
      Resources:
        Topic: {Type: AWS::SNS::Topic}
    YAML
    assert_match "AWS::SNS::Topic", shell_output("#{bin}/cfnc build web.yaml")
    assert_match "cfnc v#{version}", shell_output("#{bin}/cfnc version")
  end
end
